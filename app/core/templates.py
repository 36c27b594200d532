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
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

PLAIN = frozenset({FunctionType, MethodType})
EVALUATION = Macro.__call__.jinja_pass_arg  # type: ignore[attr-defined]  # Jinja's mark of what is passed


class PageContext(Context):
    """Calls macros and plain functions directly; Jinja looks three times for what each wants to be passed."""

    def call(__self, __obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  Jinja's own names
        """See `Context.call`."""
        kind = type(__obj)
        wants = EVALUATION if kind is Macro else getattr(__obj, "jinja_pass_arg", None)
        if wants is EVALUATION:
            args = (__self.eval_ctx, *args)
        elif wants is not None or kind not in PLAIN:
            return super().call(__obj, *args, **kwargs)
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        return __obj(*args, **kwargs)


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
        self.constant: set[str] = set()
        """Globals that give the same for the same words on every page, such as `icon("check")`."""

    def make_globals(self, d: Any) -> Any:
        """The globals themselves: Jinja's chained mapping is walked name by name at every import."""
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
        """`a if b` prints nothing otherwise: Jinja makes an undefined value with a sentence about it."""
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """A constant global called with constant words: its result."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name not in self.environment.constant:
            return node
        words = [word.value for word in node.args if isinstance(word, nodes.Const)]
        if node.kwargs or len(words) < len(node.args):
            return node
        draw: Callable[..., Any] = self.environment.globals[node.node.name]  # type: ignore[assignment]
        return nodes.Const(draw(*words), lineno=node.lineno)
