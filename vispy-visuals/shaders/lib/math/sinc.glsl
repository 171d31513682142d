// sinc: the normalised sinc function.
// requires: lib/math/pi.glsl
//
// x: any number.
// Returns sin(pi x) / (pi x), and 1 at 0.
float sinc(float x) {
    float turn = PI * x;
    return abs(turn) < 1e-3 ? 1.0 - turn * turn / 6.0 : sin(turn) / turn;
}
