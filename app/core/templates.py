"""Jinja as Flask sets it up, with fewer steps a page: the same templates, the same output.

A page of ours calls a template function some two hundred times, so what Jinja does at each call is most
of what a page costs.
"""

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from app.core.i18n import current

PLAIN = frozenset({FunctionType, MethodType})


class PageContext(Context):
    """Calls macros and plain functions directly; Jinja looks three times for what each wants to be passed."""

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
    """What calling the macro gives; Jinja itself works it out where anything but arguments is passed."""
    names = macro.arguments[len(given) :]
    plain = page.autoescape and not (macro.caller or macro.catch_kwargs or macro.catch_varargs)
    if not plain or len(given) > len(macro.arguments) or not named.keys() <= set(names):
        return macro(page, *given, **named)
    return Markup(macro._func(*given, *[named.get(name, missing) for name in names]))  # noqa: S704, SLF001  its own


class PageCode(CodeGenerator):
    """Prints with `printed`; what is not escaped, such as mail in plain text, is left to Jinja."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


def printed(value: Any) -> Markup:
    """The escaped text of a value; markup, most of what a page prints, as it is and not as a copy."""
    return value if type(value) is Markup else escape(value)


class PageEnvironment(Environment):
    """One mapping of globals for all templates, and constant drawings drawn when a template is compiled."""

    context_class = PageContext
    code_generator_class = PageCode
    printed = staticmethod(printed)

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.compiled: dict[tuple[str, str], Template] = {}
        """By language and name: the sentences of a language are part of what is compiled."""
        self.constant: dict[str, Callable[..., Any]] = {}
        """What gives the same for the same words on every page of a language, such as `icon("check")`."""

    def make_globals(self, d: Any) -> Any:
        """The globals themselves: Jinja's chained mapping is walked name by name at every import."""
        return super().make_globals(d) if d else self.globals

    def _load_template(self, name: str, globals: Any) -> Template:  # noqa: A002  Jinja's own name
        key = (current().locale, name)
        template = self.compiled.get(key)
        if template is None or (self.auto_reload and not template.is_up_to_date):
            assert self.loader
            template = self.compiled[key] = self.loader.load(self, name, self.make_globals(globals))
        return template

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        _Simpler(self).visit(template)
        return template


class _Simpler(NodeTransformer):
    """Leaves less to do when a page is drawn than the template says."""

    def __init__(self, environment: PageEnvironment) -> None:
        self.environment = environment

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802  named after the node
        """`a if b` prints nothing otherwise: Jinja makes an undefined value with a sentence about it."""
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
        """A constant global called with constant words: its result."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name not in self.environment.constant:
            return node
        words = [word.value for word in node.args if isinstance(word, nodes.Const)]
        if node.kwargs or len(words) < len(node.args):
            return node
        return nodes.Const(self.environment.constant[node.node.name](*words), lineno=node.lineno)


def _marked(node: Any) -> Any:
    plain = isinstance(node, nodes.Const) and isinstance(node.value, str) and escape(node.value) == node.value
    return nodes.Const(Markup(node.value), lineno=node.lineno) if plain else node  # noqa: S704  escaped or not the same
