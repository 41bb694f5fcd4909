"""Questions as files: load a .rq file and check that its header and its query fit each other.

A question is a SPARQL file that runs unchanged in any client: each parameter has a `VALUES` line that holds an
example. The header is YAML in lines that start with `#+` (docs/queries.md). Asking is for evgraph.querying.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from evgraph.errors import ResourceError, UsageError
from evgraph.messages import Language
from evgraph.resources import resource

ParameterType = Literal["iri", "string", "integer", "date", "boolean"]
_HEADER = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_MAX_QUERY = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a question; `default` is None when the caller must give a value."""

    name: str
    type: ParameterType
    example: str
    default: str | None
    choices: tuple[str, ...]
    about: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the answer.

    `values` translates codes; `in_table` is False for evidence detail; `is_list` says that a cell holds a set of
    words, whose order SPARQL leaves open and which is sorted here.
    """

    name: str
    heading: Mapping[Language, str]
    values: Mapping[str, Mapping[Language, str]]
    in_table: bool = True
    is_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A .rq file with a header."""

    name: str
    question: Mapping[Language, str]
    about: Mapping[Language, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    keywords: tuple[str, ...]
    sparql: str


def list_questions(folder: Path | None = None) -> tuple[Question, ...]:
    """All questions that ship with evgraph, or those of a folder, in order of name.

    Raises:
        ResourceError: a header is missing or malformed.
    """
    return tuple(load_question(path) for path in sorted((folder or resource("queries")).glob("*.rq")))


def find_question(name: str) -> Question | None:
    """The shipped question of a name, or the question in a file; None for a file without a header.

    Raises:
        UsageError: there is neither.
        ResourceError: the header is malformed.
    """
    path = Path(name)
    if name.endswith(".rq") and path.is_file():
        return load_question(path) if _HEADER.search(read_query(path)) else None
    known = {path.stem: path for path in resource("queries").glob("*.rq")}
    if name not in known:
        near = ", ".join(sorted(known))
        raise UsageError(f"no question '{name}'. Give a file.rq, or one of: {near}.")
    return load_question(known[name])


def read_query(path: Path) -> str:
    """Read a query file of at most 1 MB.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        if path.stat().st_size > _MAX_QUERY:
            raise UsageError(f"{path}: larger than 1 MB, so no query.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}).") from error


def load_question(path: Path) -> Question:
    """Read a question and check that header and query fit each other.

    Raises:
        ResourceError: the header is missing, malformed, or names a parameter the query does not bind.
    """
    sparql = read_query(path)
    try:
        header = yaml.safe_load("\n".join(_HEADER.findall(sparql)))
        question = _question(path.stem, header, sparql)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ResourceError(f"{path}: the #+ header is malformed ({error}). See docs/queries.md.") from error
    for parameter in question.parameters:
        if parameter.type not in get_args(ParameterType):
            raise ResourceError(f"{path}: type '{parameter.type}' is none of {', '.join(get_args(ParameterType))}.")
        if values_block(parameter.name).search(sparql) is None:
            raise ResourceError(f"{path}: no line 'VALUES ?{parameter.name} {{ … }}' for that parameter.")
    return question


def _question(name: str, header: Mapping[str, Any], sparql: str) -> Question:
    return Question(
        name=name,
        question=_bilingual(header["question"]),
        about=_bilingual(header["about"]),
        parameters=tuple(
            Parameter(
                name=item["name"],
                type=cast("ParameterType", item["type"]),
                example=str(item["example"]),
                default=None if item.get("default") is None else str(item["default"]),
                choices=tuple(map(str, item.get("choices", ()))),
                about=_bilingual(item),
            )
            for item in header["params"]
        ),
        columns=tuple(
            Column(
                name=item["name"],
                heading=_bilingual(item),
                values={_code(code): _bilingual(value) for code, value in item.get("values", {}).items()},
                in_table=item.get("table", True),
                is_list=item.get("list", False),
            )
            for item in header["returns"]
        ),
        keywords=tuple(header["keywords"]),
        sparql=sparql,
    )


def _code(key: object) -> str:
    """A code as SPARQL writes it; YAML reads a bare true as a truth value."""
    return str(key).lower() if isinstance(key, bool) else str(key)


def _bilingual(item: Mapping[str, str]) -> Mapping[Language, str]:
    return {"nl": str(item["nl"]), "en": str(item["en"])}


def values_block(*names: str) -> re.Pattern[str]:
    """Match the line that binds one of these parameters; group 1 is its name."""
    return re.compile(rf"VALUES \?({'|'.join(map(re.escape, names))}) \{{ .* \}}")
