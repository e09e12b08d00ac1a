"""Sharing a project: invitations by mail, and who has accepted one."""
