// hash_2d: a number that looks random, from two integers, such as those of a pixel.
// requires: lib/math/hash.glsl
//
// at: any two numbers.
// Returns a number from 0 up to but not 1, evenly spread; the same on every device.
float hash_2d(uvec2 at) {
    return hash_unit(at.x + hash(at.y));
}
