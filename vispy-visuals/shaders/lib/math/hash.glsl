// hash: numbers that look random, from integers: the same on every device (PCG-RXS-M-XS, O'Neill, 2014).
//
// seed: any number.
// hash returns all 32 bits; hash_unit returns a number from 0 up to but not 1, evenly spread.
uint hash(uint seed) {
    uint state = seed * 747796405u + 2891336453u;
    uint word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
    return (word >> 22u) ^ word;
}

float hash_unit(uint seed) {
    // As many bits as single precision keeps.
    return float(hash(seed) >> 8u) / 16777216.0;
}
