"""The way to a WebSocket connection."""

from film_studio import http
from film_studio.realtime import connections
from film_studio.realtime.models import Ticket

app = http.resolver()


@app.post("/realtime/ticket", summary="A ticket for a WebSocket connection", tags=["realtime"])
def ticket() -> Ticket:
    """Open `url` within a minute, once; then send `{"action": "subscribe", "job_id": "…"}` (or `project_id`).

    What happens is told from then on: `{"type": "job.progress", "sequence": 7, "job": {…}, …}`. After a lost connection
    get another ticket and subscribe again with `"after": 7`: what was missed follows, in order.
    """
    return connections.ticket(http.current_user(app))


handler = http.lambda_handler(app)
