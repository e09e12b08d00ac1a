"""The tests; a package, because others put one of this name where Python looks for packages."""
