// Every piece of the pen by its name, at its place in a pose.
include <parameters.scad>
use <motion.scad>
use <parts/cartridge.scad>
use <parts/drive.scad>
use <parts/carriage.scad>
use <parts/lever.scad>
use <parts/servo.scad>
use <parts/potentiometer.scad>
use <parts/frame.scad>
use <parts/body.scad>
use <parts/electronics.scad>

piece_names = [
    "cartridge", "plunger", "return spring", "needle bar", "roller", "eccentric", "end springs", "motor", "carriage",
    "bias springs", "lever", "servo", "servo rod", "potentiometer", "pot slider", "guide rods", "contacts", "front bulkhead",
    "rear frame", "board", "cell", "trigger", "tail cap", "shell over", "shell under",
];

module piece(name, depth, crank) {
    if (name == "cartridge") cartridge_housing();
    if (name == "plunger") plunger(tip_z(depth, crank));
    if (name == "return spring") return_spring(tip_z(depth, crank));
    if (name == "needle bar") needle_bar(depth, crank);
    if (name == "roller") roller(depth, crank);
    if (name == "eccentric") eccentric(depth, crank);
    if (name == "end springs") end_springs(depth, crank);
    if (name == "motor") motor(depth);
    if (name == "carriage") carriage(depth);
    if (name == "bias springs") bias_springs(depth);
    if (name == "lever") lever(depth);
    if (name == "servo") servo_body();
    if (name == "servo rod") servo_rod(depth);
    if (name == "potentiometer") pot_body();
    if (name == "pot slider") pot_slider(depth);
    if (name == "guide rods") guide_rods();
    if (name == "contacts") contacts(0);
    if (name == "front bulkhead") frame_front();
    if (name == "rear frame") frame_rear();
    if (name == "board") board();
    if (name == "cell") cell();
    if (name == "trigger") trigger_button();
    if (name == "tail cap") tail_cap();
    if (name == "shell over") shell_half(1);
    if (name == "shell under") shell_half(-1);
}
