"""In: a review's mkdocs.yml; out: MkDocs' configuration, complete, and Python-Markdown as the site has it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugins
from mkdocs.utils.yaml import yaml_load

from ..problems import ProblemsFound
from ..quick.known import is_known
from ..sinks.heard import setting_problems, warnings_of
from ..sinks.settings import complete


def configured(root: Path, **settings: Any) -> MkDocsConfig:
    """What mkdocs.yml says; a setting that MkDocs, a plugin or an extension stumbles over is a problem."""
    with warnings_of("mkdocs") as messages:
        try:
            config = load_config(str(root / "mkdocs.yml"), **settings)
            if "review" not in config.plugins:
                raise PluginError("Config value 'plugins': the plugin `review` is not listed")
        except OSError:
            raise
        except Exception as error:
            raise ProblemsFound(setting_problems(root, messages or [str(error)])) from error
    return config


def completed(config: MkDocsConfig, added: dict[str, Any]) -> None:
    """Fill in what mkdocs.yml leaves to the generator; `added` holds the plugins that it adds."""
    with Path(config.config_file_path).open("rb") as file:
        complete(config, yaml_load(file), get_plugins(), added)


def configuration(root: Path) -> MkDocsConfig:
    """What mkdocs.yml says, with what it leaves to the generator."""
    config = configured(root)
    completed(config, {})
    return config


@dataclass(frozen=True)
class Engine:
    """Python-Markdown with the extensions of the site, and what its HTML depends on besides the text and the program.

    The latter is empty where it has steps that we do not know: nobody can say what these look at.
    """

    markdown: Markdown
    made_of: str

    def __call__(self, text: str) -> str:
        """The HTML of a text."""
        return str(self.markdown.reset().convert(text))


def markdown_engine(root: Path) -> Engine:
    """The engine of the site, for whatever else is made from the pages."""
    config = configuration(root)
    engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    settings = json.dumps([config.markdown_extensions, config.mdx_configs], default=str, sort_keys=True)
    return Engine(engine, settings if is_known(engine) else "")
