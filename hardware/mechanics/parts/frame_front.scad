// The front bulkhead.
use <frame.scad>

frame_front();
