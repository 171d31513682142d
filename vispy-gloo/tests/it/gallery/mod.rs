//! The examples: what their pictures must show, in numbers, and that a replayed capture draws the same pixels.

mod answers;
mod cubes;
mod flat;
mod passes;
mod scenes;
mod shaders;
mod simulations;
mod textures;

use std::process::Command;

use vispy_gloo::Context;

use crate::capture::{Folder, replayed};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// What an example wrote.
struct Picture {
    width: usize,
    height: usize,
    /// Rows from the bottom up.
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    /// The colour of a pixel, `y` from the bottom up.
    fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let [red, green, blue, alpha] = self.pixels[y * self.width + x];
        assert_eq!(alpha, 255, "pictures are opaque");
        [red, green, blue]
    }

    /// The colour at a place from 0 to 1, from left to right and from the bottom to the top.
    fn at(&self, [x, y]: [f32; 2]) -> [u8; 3] {
        self.pixel((x * self.width as f32) as usize, (y * self.height as f32) as usize)
    }

    /// All pixels: their centres, in heights from the centre of the picture, and their colours.
    fn all(&self) -> impl Iterator<Item = ([f32; 2], [u8; 3])> {
        let centered =
            |place: usize, length: usize| (place as f32 + 0.5 - 0.5 * length as f32) / self.height as f32;
        (0..self.width * self.height).map(move |index| {
            let (x, y) = (index % self.width, index / self.width);
            ([centered(x, self.width), centered(y, self.height)], self.pixel(x, y))
        })
    }

    /// The part of the pixels for which that holds, 0 to 1.
    fn part(&self, holds: impl Fn([f32; 2], [u8; 3]) -> bool) -> f32 {
        self.all().filter(|(place, color)| holds(*place, *color)).count() as f32 / self.pixels.len() as f32
    }
}

/// Runs an example with a capture, and checks that replaying it draws what the example wrote.
fn drawn(ctx: &mut Context, name: &str, width: usize, height: usize) -> Outcome<Picture> {
    let folder = Folder::new(name)?;
    let (capture, path) = (folder.0.join("run.glir"), folder.0.join("picture.png"));
    let mut command = Command::new(example(name)?);
    let picture = written(command.env("VISPY_CAPTURE", &capture), name, &path, [width, height])?;
    let again = replayed(ctx, &capture)?.pop().ok_or("no frame in the capture")?;
    let different = picture.pixels.iter().zip(&again).filter(|(one, other)| one != other).count();
    assert_eq!(
        (different, again.len()),
        (0, picture.pixels.len()),
        "{name}: pixels that replaying draws differently"
    );
    Ok(picture)
}

/// Runs an example, and reads what it writes.
fn written(
    command: &mut Command,
    name: &str,
    path: &std::path::Path,
    [width, height]: [usize; 2],
) -> Outcome<Picture> {
    let child = command.arg(path).arg(format!("{width}x{height}")).output()?;
    assert!(child.status.success(), "{name}: {}", String::from_utf8_lossy(&child.stderr));
    let mut reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path)?)).read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or("too large")?];
    reader.next_frame(&mut bytes)?;
    let rows = bytes.chunks_exact(4 * width).rev();
    let pixels: Vec<[u8; 4]> =
        rows.flat_map(|row| row.chunks_exact(4).map(bytemuck::pod_read_unaligned)).collect();
    assert_eq!(pixels.len(), width * height, "{name}: the size that was asked for");
    Ok(Picture { width, height, pixels })
}

/// An example of this crate, which Cargo builds with the tests.
fn example(name: &str) -> Outcome<std::path::PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(|folder| folder.parent()).ok_or("no target folder")?;
    let path = folder.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if path.exists() {
        Ok(path)
    } else {
        Err(format!("no {}: cargo build --examples", path.display()).into())
    }
}

/// Whether two colours are the same, but for `tolerance` of 255 in each channel.
fn near(one: [u8; 3], other: [f32; 3], tolerance: f32) -> bool {
    one.iter().zip(other).all(|(one, other)| (f32::from(*one) - 255.0 * other).abs() <= tolerance)
}

/// Where the camera of the examples shows a point, in parts of the width and the height: a field of view of 0.7 radians from
/// top to bottom.
fn seen(point: [f32; 3], [distance, azimuth, elevation]: [f32; 3], aspect: f32) -> [f32; 2] {
    let [x, y, z] = point;
    // Turned by the azimuth, then by the elevation: the eye is on the z axis.
    let (right, front) = (x * azimuth.cos() - z * azimuth.sin(), x * azimuth.sin() + z * azimuth.cos());
    let (up, towards) =
        (y * elevation.cos() - front * elevation.sin(), y * elevation.sin() + front * elevation.cos());
    let scale = 0.5 / ((distance - towards) * 0.35_f32.tan());
    [0.5 + right * scale / aspect, 0.5 + up * scale]
}

/// A picture of an example, or an early return from the test where there is no OpenGL.
macro_rules! picture {
    ($name:literal, $width:literal x $height:literal) => {
        crate::gallery::drawn(&mut *crate::support::gl!(), $name, $width, $height)?
    };
}
use picture;
