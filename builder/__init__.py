"""The generator of Balanced Back, in the order in which data flows.

    errors, problem, text, yaml_reader, source
                           a file of content/ -> plain data and the place of every key and value
    values, equipment_model, figure_model, programme_model, model, vocabulary, site_model, guide_model
                           what content is: fields, limits, descriptions
    figures                a figure's poses -> solved people -> SVG; the muscle map (a house of its own)
    check, rules, inventory, content_rules, link_rules, letter_rules, programme_rules,
    reading_level, wording, words_used
                           source files -> a Catalogue, or problems with path, line, column and remedy
    addresses, catalogue   where pages stand; all content, checked; OutputFile, what the views give
    session_time           how long a session takes
    templating, template_words, terms, structured_data, reference, pose_reference
                           what the views share
    drawings, inline_figures
                           the drawings of each page: as files, and inside it
    navigation, finder, codes, documents, printed_text
                           the order of pages; what exercises are filtered by; QR codes; which PDFs there are;
                           texts for paper
    pages, api, book       Catalogue -> Markdown pages, navigation; JSON, JSON Schema; what the typesetter reads
    figure_store           figures across builds: what was drawn before is not drawn again
    engine, search, policy, stylesheets, offline, verify
                           the guest that makes HTML, lay words for its index, the policy of each page, style sheets
                           without what is unused, what browsers keep, the proof
    typesetting            data -> PDFs, proven and remembered
    finish, publish, disk, freshness
                           write, run, finish, prove, swap in one step; whether there is anything to do
    serve, report          the live view; how problems are shown
    commands, arguments    the command line

Imports go down the layers only: ``tests/test_layers.py`` lists and proves them. The generator knows nothing of backs:
every word a reader sees comes from ``content/``.
"""
