// pi: the number, to the precision of a 32-bit float.
const float PI = 3.14159265;
