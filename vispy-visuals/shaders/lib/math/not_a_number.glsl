// not_a_number: a NaN, where the driver keeps them; GLSL does not promise it.
//
// Returns the quiet NaN of 32 bits.
float not_a_number() {
    return uintBitsToFloat(0x7fc00000u);
}
