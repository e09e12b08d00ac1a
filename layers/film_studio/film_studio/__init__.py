"""AI Film Studio: the rules that every function, container and command shares."""
