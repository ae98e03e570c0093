"""What pages share: the cache, the selection bound to the address, the frame and the blocks of a page."""
