"""Infrastructure: the table of functions now, the stacks that deploy them later."""
