// pass_direction: hands a marker's angle to its fragments.
//
// direction: cosine and sine of the angle.
// $direction: vec2 flat varying.
void pass_direction(vec2 direction) {
    $direction = direction;
}
