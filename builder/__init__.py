"""The generator of Balanced Back, in the order in which data flows.

    source, yaml_reader    a file of content/ -> plain data and the place of every key and value
    values, model, vocabulary, site_model
                           what content is: fields, limits, descriptions
    check, rules, content_rules, wording
                           source files -> a Catalogue, or problems with path, line, column and remedy
    catalogue              all content, checked; OutputFile, what the views give
    templating, terms, structured_data, reference
                           what the views share
    pages, api             Catalogue -> Markdown pages, navigation, JSON, JSON Schema
    engine, policy, verify the guest that makes HTML, the policy of each page, the proof of the finished site
    publish, freshness     write, run, prove, swap in one step; whether there is anything to do
    serve, commands        the live view; the command line

Imports go upwards in this list only. The generator knows nothing of backs: every word a reader sees comes from
``content/``.
"""
