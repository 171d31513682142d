//! Conway's game of life: Gosper's gun sends out gliders.
//!
//! Two textures take turns: each frame reads one generation and draws the next. Integer textures hold cells, which a
//! `usampler2D` reads.

mod gallery;

use gallery::passes::{COVER, Layer, cover, program};
use gallery::{Picture, View, show};
use vispy_gloo::{Context, Program, Result, Texture2D, TextureFormat};

const SIZE: [u32; 2] = [80, 60];

/// The cells that live at first: Gosper's gun.
const GUN: [&str; 9] = [
    "........................O...........",
    "......................O.O...........",
    "............OO......OO............OO",
    "...........O...O....OO............OO",
    "OO........O.....O...OO..............",
    "OO........O...O.OO....O.O...........",
    "..........O.....O.......O...........",
    "...........O...O....................",
    "............OO......................",
];

const STEP: &str = "
uniform usampler2D u_cells;
out uvec4 cell;
void main() {
    ivec2 size = textureSize(u_cells, 0);
    ivec2 here = ivec2(gl_FragCoord.xy);
    uint neighbours = 0u;
    for (int y = -1; y <= 1; y++) {
        for (int x = -1; x <= 1; x++) {
            // What leaves on one side comes in on the other.
            ivec2 other = (here + ivec2(x, y) + size) % size;
            neighbours += (x == 0 && y == 0) ? 0u : texelFetch(u_cells, other, 0).r;
        }
    }
    bool lives = texelFetch(u_cells, here, 0).r == 1u;
    cell = uvec4(neighbours == 3u || (lives && neighbours == 2u));
}";

const SHOW: &str = "
in vec2 v_at;
uniform usampler2D u_cells;
out vec4 color;
void main() {
    uint cell = texelFetch(u_cells, ivec2(v_at * vec2(textureSize(u_cells, 0))), 0).r;
    color = cell == 1u ? vec4(0.95, 0.75, 0.2, 1.0) : vec4(0.1, 0.12, 0.16, 1.0);
}";

struct Life {
    step: Program,
    show: Program,
    /// This generation, and the one before.
    layers: [Layer; 2],
}

impl Picture for Life {
    const FRAMES_BEFORE: u32 = 150;

    fn new(ctx: &mut Context) -> Result<Self> {
        let [width, height] = SIZE;
        let mut cells = vec![0_u8; (width * height) as usize];
        for (row, line) in GUN.iter().enumerate() {
            let first = (height as usize - 5 - row) * width as usize + 4;
            for (cell, letter) in cells[first..].iter_mut().zip(line.bytes()) {
                *cell = u8::from(letter == b'O');
            }
        }
        let first = Layer::of(Texture2D::new(TextureFormat::R8Ui, width, height, cells)?)?;
        let other = Layer::new(TextureFormat::R8Ui, SIZE)?;
        Ok(Self { step: program(ctx, COVER, STEP), show: program(ctx, COVER, SHOW), layers: [first, other] })
    }

    fn draw(&mut self, ctx: &mut Context, view: &View) -> Result<()> {
        self.show.set_texture("u_cells", &self.layers[0].texture)?;
        cover(ctx, &mut self.show, view.target)?;

        self.step.set_texture("u_cells", &self.layers[0].texture)?;
        let next = self.layers[1].target(ctx, SIZE)?;
        cover(ctx, &mut self.step, next)?;
        self.layers.swap(0, 1);
        Ok(())
    }
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    show::<Life>("game_of_life")
}
