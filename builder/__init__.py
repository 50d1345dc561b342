"""The generator: ten packages, from the lowest to the command line.

    system         disk, clock       whole writes, digests, the day of the content, workspace, errors
    content        what is written   files of content/ -> plain data and the place of every value; the models
    figures        pose -> SVG       joint angles -> a body in space -> still and moving pictures; the muscle map
    catalogue      what there is     all content, checked; addresses, navigation, PDFs, filters
    check          is it right       source files -> a Catalogue, or problems with path, line, column and remedy
    illustrations  of this site      the drawings of each page, as files and inside it; their cache; QR codes
    views          what is shown     Catalogue -> pages as values, JSON, JSON Schema
    pdf            typeset           Catalogue -> data for the typesetter -> PDFs and pictures, verified and cached
    site           published         pages in shells that an engine made -> finished, inspected, swapped in one step
    cli            a person          commands, arguments, reports, the live view

These types flow between the packages:

    SourceFile     content.source            a file as read: data, positions, problems
    Problem        content.problem           path, line, column, message; rules of one file or page give a DraftProblem
    Catalogue      catalogue.catalogue       all content, checked and sorted
    Illustrations  illustrations.drawings    the pictures of every figure
    Page           views.page                a page as a value; no engine has touched it
    OutputFile     system.disk               a file to be published: page, JSON, style sheet
    Document       catalogue.pdf_files       a PDF: its kind, subject and address

``system.workspace`` says where the generator's parts and caches lie, ``system.store`` keeps results from build to build
under digests of all that they were made from. A package imports from those above it in this list only:
``tests/test_layers.py`` keeps it so. The generator knows nothing of its subject: a site's name, its logo and every word
that its readers see come from ``content/``.
"""
