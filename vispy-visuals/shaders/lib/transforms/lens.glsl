// lens: the profile of a magnifying glass, both ways.
//
// Within the inner radius things are seen `lens.x` times as far from the centre; beyond the outer one they are where they
// were; between the two a rational quadratic joins both without a kink.
//
// distance: from the centre, not negative; units of the frame that the lens is in.
// lens: magnification in x (no unit), inner radius in y and outer radius in z, both as they are seen; same unit.
// lens_map returns how far from the centre something at that distance is seen, lens_imap the other way.
float lens_map(float distance, vec3 lens) {
    float begin = lens.y / lens.x;
    if (distance <= begin) {
        return distance * lens.x;
    }
    if (distance >= lens.z) {
        return distance;
    }
    float slope = (lens.z - lens.y) / (lens.z - begin);
    float at = (distance - begin) / (lens.z - begin);
    float product = at * (1.0 - at);
    float bent = (slope * at * at + lens.x * product) / (slope + (lens.x + 1.0 - 2.0 * slope) * product);
    return lens.y + (lens.z - lens.y) * bent;
}

float lens_imap(float distance, vec3 lens) {
    float begin = lens.y / lens.x;
    if (distance <= lens.y) {
        return distance / lens.x;
    }
    if (distance >= lens.z) {
        return distance;
    }
    float slope = (lens.z - lens.y) / (lens.z - begin);
    float seen = (distance - lens.y) / (lens.z - lens.y);
    float mixed = seen * (lens.x + 1.0 - 2.0 * slope);
    float a = slope - lens.x + mixed;
    float b = lens.x - mixed;
    float root = sqrt(max(b * b + 4.0 * a * slope * seen, 0.0));
    return begin + (lens.z - begin) * (2.0 * slope * seen / (b + root));
}
