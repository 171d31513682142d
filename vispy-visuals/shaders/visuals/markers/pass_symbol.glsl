// pass_symbol: hands the number of a marker's symbol to its fragments.
//
// number: its place among the symbols of the program.
// $symbol: float flat varying.
void pass_symbol(float number) {
    $symbol = number;
}
