// The cap with the USB socket and the dock's contacts.
use <body.scad>

tail_cap();
