"""Whoever offers a service says by a link whether what the directory says of it is still true."""
