"""The film scene by scene, as its creator may change it before and after it is made."""
