"""What libyaml reports, in the words of a contributor. It has no error codes, so its sentences are looked up."""

_EXPLANATIONS = {
    "mapping values are not allowed": "a colon followed by a space stands inside a text; put the text in quotes",
    "found character that cannot start any token": "a text begins with a sign that YAML uses itself, or a tab indents"
    " the line; put the text in quotes, indent with spaces",
    "found a tab character": "a tab indents the line; indent with spaces",
    "did not find expected key": "the indentation or a quote is off near here; line the keys up under each other, and"
    " put a text that begins with a quote or a bracket in quotes as a whole",
    "did not find expected alphabetic or numeric character": "a text begins with * or &; put the text in quotes",
    "did not find expected comment or line break": "a text begins with > or |; put the text in quotes",
    "found unknown escape character": "a backslash inside double quotes; write it twice, or use single quotes",
    "could not find expected ':'": "a key without a colon; write `key: value`, and indent texts of several lines",
    "found unexpected end of stream": "a quote or bracket is opened and never closed",
    "did not find expected ',' or": "a list in [brackets] or {braces} lacks a comma or its closing bracket",
    "did not find expected node content": "a list in [brackets] or {braces} lacks its closing bracket",
    "did not find expected '-' indicator": "a line of a list does not begin with `- `, or its text begins with a quote"
    " or a bracket; line it up with the others, or put the text in quotes as a whole",
    "found duplicate anchor": "must not use & or * to repeat a text; write it out, or put it in quotes",
    "found undefined alias": "must not use & or * to repeat a text; write it out, or put it in quotes",
}


def explain(message: str) -> str:
    """Say what is wrong with a text that is not YAML, and what to do."""
    for start, explanation in _EXPLANATIONS.items():
        if start in message:
            return f"not valid YAML: {explanation}"
    return f"not valid YAML: {message}"
