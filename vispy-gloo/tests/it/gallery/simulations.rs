//! What steps from frame to frame.

use super::{Outcome, picture};

/// A generation of life on a torus, from the one before.
fn step(cells: &[bool], width: usize, height: usize) -> Vec<bool> {
    let lives = |x: usize, y: usize| cells[(y % height) * width + x % width];
    let next = (0..cells.len()).map(|index| {
        let (x, y) = (index % width + width, index / width + height);
        let around =
            (0..9).filter(|place| *place != 4 && lives(x + place % 3 - 1, y + place / 3 - 1)).count();
        around == 3 || (around == 2 && cells[index])
    });
    next.collect()
}

#[test]
fn game_of_life() -> Outcome {
    // Cells of 2 x 2 pixels.
    let picture = picture!("game_of_life", 160 x 120);
    let found: Vec<bool> =
        (0..80 * 60).map(|cell| picture.pixel(2 * (cell % 80), 2 * (cell / 80))[0] > 128).collect();
    // The gun has a period of 30 generations: 150 later it is as it was, beside a glider each period. A glider moves a cell
    // to the right and one down in four generations; the picture holds five of five cells.
    let next = (0..30).fold(found.clone(), |cells, _| step(&cells, 80, 60));
    let gun = |cell: usize| cell / 80 >= 46 && cell % 80 < 41;
    let differs = (0..80 * 60).filter(|cell| gun(*cell) && found[*cell] != next[*cell]).count();
    assert_eq!(differs, 0, "cells of the gun that a period changes");
    let count = |cells: &[bool]| cells.iter().filter(|cell| **cell).count();
    assert_eq!(count(&found), 36 + 5 * 5);
    assert_eq!(count(&next), 36 + 6 * 5);
    // After four generations, each glider is where it was, moved: of cells that no gun can reach.
    let four = (0..4).fold(found.clone(), |cells, _| step(&cells, 80, 60));
    let glider = |x: usize, y: usize| x > 40 && (4..40).contains(&y);
    let moved = (0..80 * 60)
        .filter(|cell| glider(cell % 80, cell / 80) && found[*cell] && four[*cell - 80 + 1])
        .count();
    let gliders = (0..80 * 60).filter(|cell| glider(cell % 80, cell / 80) && found[*cell]).count();
    assert_eq!(moved, gliders);
    assert!(gliders >= 15, "{gliders} cells of gliders");
    Ok(())
}

#[test]
fn grayscott() -> Outcome {
    let picture = picture!("grayscott", 80 x 60);
    let paper = picture.part(|_, [red, ..]| red > 200);
    let ink = picture.part(|_, [red, ..]| red < 60);
    assert!(paper > 0.1 && ink > 0.1, "{paper} paper, {ink} ink");
    Ok(())
}
