"""The inside of pages, one module or package per page, named like it."""
