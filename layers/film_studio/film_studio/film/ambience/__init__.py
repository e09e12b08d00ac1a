"""What a place sounds like: rain, birds, a crowd, the sea, and single sounds such as thunder or a bell.

`places` says as data which scene has which sounds, `soundscape` writes them down for a whole film, `play` makes them
heard. The sounds themselves (`nature`, `people`, `things`) are made from noise and sines, the same every time.
"""
