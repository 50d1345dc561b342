"""What there is: all content, checked and sorted, the addresses of its pages and PDFs, their order.

Read-only; whatever shows something takes it from here."""
