"""Jinja as Flask sets it up, with fewer steps a page: the same templates, the same output.

A page calls a template function some two hundred times, so what Jinja does at each call is most of what a
page costs: without this module drawing takes between half as long again and twice as long. What each step
is worth stands beside it, as what drawing the kiosk's screens and the office's pages costs more without it.

All of it leans on the inside of one release: `LEANS_ON` is the one that pyproject.toml pins. A rule test
draws every template with Jinja itself as well, and compares (tests/rules/test_drawing.py).
"""

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

LEANS_ON = "3.1.6"
PLAIN = frozenset({FunctionType, MethodType})


class PageContext(Context):
    """Calls macros and plain functions directly: Jinja looks three times what each wants passed (6–16 %)."""

    def call(__self, __obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  Jinja's own names
        """See `Context.call`."""
        kind = type(__obj)
        if kind is not Macro and (kind not in PLAIN or hasattr(__obj, "jinja_pass_arg")):
            return super().call(__obj, *args, **kwargs)
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        return _expand(__obj, __self.eval_ctx, args, kwargs) if kind is Macro else __obj(*args, **kwargs)


def _expand(macro: Macro, page: nodes.EvalContext, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """What calling the macro gives (2–15 %); Jinja works it out where more than arguments is passed."""
    names = macro.arguments[len(given) :]
    plain = page.autoescape and not (macro.caller or macro.catch_kwargs or macro.catch_varargs)
    if not plain or len(given) > len(macro.arguments) or not named.keys() <= set(names):
        return macro(page, *given, **named)
    return Markup(macro._func(*given, *[named.get(name, missing) for name in names]))  # noqa: S704, SLF001  its own


class PageCode(CodeGenerator):
    """Prints with `printed` (5–13 %); what is not escaped, such as mail in plain text, is left to Jinja."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


def printed(value: Any) -> Markup:
    """The escaped text of a value; markup, most of what a page prints, as it is and not as a copy."""
    return value if type(value) is Markup else escape(value)


class PageEnvironment(Environment):
    """Every template is compiled once and stays: a worker serves them all."""

    context_class = PageContext
    code_generator_class = PageCode
    printed = staticmethod(printed)

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **{**options, "cache_size": -1})
        self.plain: dict[str, Callable[[str], Any]] = {}
        """Functions to be called at once where a template gives them constant words and nothing else."""

    def make_globals(self, d: Any) -> Any:
        """The globals themselves: Jinja's chain of them is walked name by name at every import (20–45 %)."""
        return super().make_globals(d) if d else self.globals

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        _Simpler(self).visit(template)
        return template


class _Simpler(NodeTransformer):
    """Leaves less to do when a page is drawn than the template says."""

    def __init__(self, environment: PageEnvironment) -> None:
        self.environment = environment

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802  named after the node
        """`a if b` prints nothing otherwise: Jinja makes an undefined value with a sentence (4–20 %)."""
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Constant words of `a if b else c` that need no escaping are markup already."""
        self.generic_visit(node)
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr):
                child.expr1, child.expr2 = _marked(child.expr1), _marked(child.expr2)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """A plain function of words is not looked up, nor asked what it wants to be passed (3–12 %)."""
        self.generic_visit(node)
        if (
            isinstance(node.node, nodes.Name)
            and node.node.name in self.environment.plain
            and _only_words(node)
        ):
            functions = nodes.EnvironmentAttribute("plain", lineno=node.lineno)
            name = nodes.Const(node.node.name, lineno=node.lineno)
            node.node = nodes.Getitem(functions, name, "load", lineno=node.lineno)
        return node


def _only_words(node: nodes.Call) -> bool:
    named = node.kwargs or node.dyn_args or node.dyn_kwargs
    return not named and all(isinstance(word, nodes.Const) for word in node.args)


def _marked(node: Any) -> Any:
    plain = isinstance(node, nodes.Const) and isinstance(node.value, str) and escape(node.value) == node.value
    return nodes.Const(Markup(node.value), lineno=node.lineno) if plain else node  # noqa: S704  escaped or not the same
