"""What happens to jobs and projects, told over WebSocket connections while it happens."""
