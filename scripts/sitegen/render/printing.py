"""In: Jinja's own way to write templates as code, and to call what they call; out: the same, in fewer steps.

Both are what Jinja lets an environment choose: `code_generator_class` and `context_class`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import _PassArg, internalcode


class PrintsMarkup(CodeGenerator):
    """What `finalize` gives is markup: it is printed as it is, where Jinja would have it escaped once more, for nothing."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_finalized(frame, finalize):
            self.write(finalize.src)
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_finalized(frame, finalize):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_finalized(frame: Frame, finalize: Any) -> bool:
    return finalize.src is not None and frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


class CallsAtOnce(Context):
    """A macro, and a function that wants the context or nothing, are called without asking what else they could be."""

    @internalcode
    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """As Jinja does, which looks at each callable in four ways."""
        if not (kwargs.get("_loop_vars") or kwargs.get("_block_vars")):
            kind = type(called)
            if kind is Macro:
                kwargs.pop("_loop_vars", None)
                kwargs.pop("_block_vars", None)
                return called(self.eval_ctx, *args, **kwargs)
            if kind is _FUNCTION and getattr(called, "jinja_pass_arg", None) is _PassArg.context:
                kwargs.pop("_loop_vars", None)
                kwargs.pop("_block_vars", None)
                return called(self, *args, **kwargs)
        return super().call(called, *args, **kwargs)


_FUNCTION = type(_is_finalized)
