//! Kernels of interpolation: what is seen between samples.

use std::f64::consts::PI;
use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::shaders::{ConstTable, Function, library};

/// Where the Bessel kernel ends: its third zero, to the digits that are customary.
const BESSEL_RADIUS: f64 = 3.2383;
/// The shape of the Kaiser window.
const KAISER_BETA: f64 = 6.33;

/// How samples are weighted by their distance from where a value is wanted. Corresponds to the names of VisPy's and
/// matplotlib's `interpolation`.
///
/// The value at a place is the sum of the samples within the [radius](Self::radius) in each direction, each times the
/// [weights](Self::weight) of its distances, divided by the sum of the weights.
///
/// ```
/// use vispy_visuals::interpolation::Kernel;
///
/// let kernel: Kernel = "catrom".parse()?;
/// assert_eq!((kernel.weight(0.0), kernel.weight(1.0), kernel.radius()), (1.0, 0.0, 2.0));
/// # Ok::<(), vispy_visuals::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kernel {
    /// The nearest sample alone.
    Nearest,
    /// Linear between neighbours.
    Bilinear,
    /// The Hann window.
    Hanning,
    /// The Hamming window.
    Hamming,
    /// Hermite's cubic, flat at each sample.
    Hermite,
    /// The Kaiser window of beta 6.33.
    Kaiser,
    /// The quadratic B-spline; smooths.
    Quadric,
    /// The cubic B-spline; smooths. VisPy's `cubic`.
    #[doc(alias = "cubic")]
    Bicubic,
    /// The cubic of Catmull and Rom, through every sample.
    CatRom,
    /// The cubic of Mitchell and Netravali, between sharp and smooth.
    Mitchell,
    /// The spline through 16 samples of the plane.
    Spline16,
    /// The spline through 36 samples of the plane.
    Spline36,
    /// A bell curve of standard deviation 1/2; smooths.
    Gaussian,
    /// The Bessel function of order 1, up to its third zero as in VisPy; matplotlib's goes on to 4 and ends with a step.
    Bessel,
    /// The sinc function, up to its fourth zero.
    Sinc,
    /// Lanczos's windowed sinc function of four lobes.
    Lanczos,
    /// The sinc function in the Blackman window of four lobes.
    Blackman,
}

impl Kernel {
    /// All of them, in VisPy's order.
    pub const ALL: [Self; 17] = [
        Self::Nearest,
        Self::Bilinear,
        Self::Hanning,
        Self::Hamming,
        Self::Hermite,
        Self::Kaiser,
        Self::Quadric,
        Self::Bicubic,
        Self::CatRom,
        Self::Mitchell,
        Self::Spline16,
        Self::Spline36,
        Self::Gaussian,
        Self::Bessel,
        Self::Sinc,
        Self::Lanczos,
        Self::Blackman,
    ];

    /// The name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nearest => "nearest",
            Self::Bilinear => "bilinear",
            Self::Hanning => "hanning",
            Self::Hamming => "hamming",
            Self::Hermite => "hermite",
            Self::Kaiser => "kaiser",
            Self::Quadric => "quadric",
            Self::Bicubic => "bicubic",
            Self::CatRom => "catrom",
            Self::Mitchell => "mitchell",
            Self::Spline16 => "spline16",
            Self::Spline36 => "spline36",
            Self::Gaussian => "gaussian",
            Self::Bessel => "bessel",
            Self::Sinc => "sinc",
            Self::Lanczos => "lanczos",
            Self::Blackman => "blackman",
        }
    }

    /// How far a sample reaches, in samples.
    #[must_use]
    pub const fn radius(self) -> f64 {
        match self {
            Self::Nearest => 0.5,
            Self::Bilinear | Self::Hanning | Self::Hamming | Self::Hermite | Self::Kaiser => 1.0,
            Self::Quadric => 1.5,
            Self::Bicubic | Self::CatRom | Self::Mitchell | Self::Spline16 | Self::Gaussian => 2.0,
            Self::Spline36 => 3.0,
            Self::Bessel => BESSEL_RADIUS,
            Self::Sinc | Self::Lanczos | Self::Blackman => 4.0,
        }
    }

    /// The weight of a sample at a distance, in samples, of either sign; 0 beyond the radius.
    #[must_use]
    pub fn weight(self, distance: f64) -> f64 {
        let x = distance.abs();
        if x > self.radius() {
            return 0.0;
        }
        match self {
            Self::Nearest => 1.0,
            Self::Bilinear => 1.0 - x,
            Self::Hanning => 0.5 + 0.5 * (PI * x).cos(),
            Self::Hamming if x < 1.0 => 0.54 + 0.46 * (PI * x).cos(),
            Self::Hermite => (2.0 * x - 3.0) * x * x + 1.0,
            Self::Kaiser if x < 1.0 => bessel_i0(KAISER_BETA * (1.0 - x * x).sqrt()) / bessel_i0(KAISER_BETA),
            Self::Hamming | Self::Kaiser => 0.0,
            Self::Quadric if x < 0.5 => 0.75 - x * x,
            Self::Quadric => 0.5 * (1.5 - x).powi(2),
            Self::Bicubic => ((2.0 - x).powi(3) - 4.0 * (1.0 - x).max(0.0).powi(3)) / 6.0,
            Self::CatRom => cubic(x, 0.0, 0.5),
            Self::Mitchell => cubic(x, 1.0 / 3.0, 1.0 / 3.0),
            Self::Spline16 => spline16(x),
            Self::Spline36 => spline36(x),
            Self::Gaussian => (-2.0 * x * x).exp() * (2.0 / PI).sqrt(),
            Self::Bessel if x == 0.0 => PI / 4.0,
            Self::Bessel => bessel_j1(PI * x) / (2.0 * x),
            Self::Sinc => sinc(x),
            Self::Lanczos => sinc(x) * sinc(x / 4.0),
            Self::Blackman => {
                let turn = PI * x / 4.0;
                sinc(x) * (0.42 + 0.5 * turn.cos() + 0.08 * (2.0 * turn).cos())
            }
        }
    }

    /// The weight in GLSL: `float f(float distance)`.
    ///
    /// # Errors
    /// None, unless the library is broken.
    pub fn function(self) -> Result<Function> {
        let path = format!("lib/interpolation/{}_weight.glsl", self.name());
        let function = Function::new(&library::snippet(&path)?);
        let table = match self {
            Self::Kaiser => ConstTable::new()
                .with("KAISER_BETA", KAISER_BETA as f32)?
                .with("KAISER_AT_0", bessel_i0(KAISER_BETA) as f32)?,
            Self::Bessel => ConstTable::new().with("BESSEL_RADIUS", BESSEL_RADIUS as f32)?,
            _ => return Ok(function),
        };
        Ok(function.with_constants(&table)?)
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads a name in lower case; `linear` and `cubic` are `bilinear` and `bicubic`.
impl FromStr for Kernel {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let full = match name {
            "linear" => "bilinear",
            "cubic" => "bicubic",
            other => other,
        };
        Self::ALL.into_iter().find(|kernel| kernel.name() == full).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            Error::data("name of an interpolation", &format!("one of {names}"), name)
        })
    }
}

/// The family of cubics of Mitchell and Netravali (1988), up to 2.
fn cubic(x: f64, b: f64, c: f64) -> f64 {
    if x < 1.0 {
        return ((12.0 - 9.0 * b - 6.0 * c) * x.powi(3)
            + (-18.0 + 12.0 * b + 6.0 * c) * x.powi(2)
            + (6.0 - 2.0 * b))
            / 6.0;
    }
    ((-b - 6.0 * c) * x.powi(3)
        + (6.0 * b + 30.0 * c) * x.powi(2)
        + (-12.0 * b - 48.0 * c) * x
        + (8.0 * b + 24.0 * c))
        / 6.0
}

fn spline16(x: f64) -> f64 {
    if x < 1.0 {
        return ((x - 1.8) * x - 0.2) * x + 1.0;
    }
    let x = x - 1.0;
    ((-x / 3.0 + 0.8) * x - 7.0 / 15.0) * x
}

fn spline36(x: f64) -> f64 {
    let at = x - x.floor().min(2.0);
    let [cube, square, line, rest] = match x {
        ..1.0 => [247.0, -453.0, -3.0, 209.0],
        ..2.0 => [-114.0, 270.0, -156.0, 0.0],
        _ => [19.0, -45.0, 26.0, 0.0],
    };
    (((cube * at + square) * at + line) * at + rest) / 209.0
}

fn sinc(x: f64) -> f64 {
    if x == 0.0 { 1.0 } else { (PI * x).sin() / (PI * x) }
}

/// The modified Bessel function of order 0, by its series.
fn bessel_i0(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..40 {
        term *= (x / 2.0 / f64::from(k)).powi(2);
        sum += term;
    }
    sum
}

/// The Bessel function of order 1, by its series: good to 1e-12 up to 11.
fn bessel_j1(x: f64) -> f64 {
    let mut term = x / 2.0;
    let mut sum = term;
    for k in 1..40 {
        term *= -(x / 2.0).powi(2) / (f64::from(k) * f64::from(k + 1));
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for kernel in Kernel::ALL {
            assert_eq!(kernel.to_string().parse(), Ok(kernel));
        }
        assert_eq!("cubic".parse(), Ok(Kernel::Bicubic));
        let error = "cubistic".parse::<Kernel>().unwrap_err().to_string();
        assert!(error.starts_with("name of an interpolation: expected one of nearest, bilinear"), "{error}");
    }

    #[test]
    fn bessel_functions_are_those_of_the_tables() {
        // Abramowitz and Stegun, tables 9.1 and 9.8, and the third zero of J1.
        assert!((bessel_j1(1.0) - 0.440_050_585_744_934).abs() < 1e-14);
        assert!((bessel_j1(10.0) - 0.043_472_746_168_861).abs() < 1e-12);
        assert!(bessel_j1(10.173_468_135_062_722).abs() < 1e-12);
        assert!((bessel_i0(1.0) - 1.266_065_877_752_008).abs() < 1e-14);
        assert!((bessel_i0(5.0) - 27.239_871_823_604_44).abs() < 1e-11);
    }

    #[test]
    fn kernels_are_continuous_and_end() {
        for kernel in Kernel::ALL {
            for i in 0..50_000 {
                let at = f64::from(i) * 1e-4;
                let change = (kernel.weight(at + 1e-4) - kernel.weight(at)).abs();
                let ends = (kernel.radius() - at - 5e-5).abs() < 6e-5;
                assert!(change <= 2e-4 || ends, "{kernel} at {at}: {change}");
                assert_eq!(kernel.weight(at), kernel.weight(-at));
            }
            assert_eq!(kernel.weight(kernel.radius() + 1e-9), 0.0, "{kernel}");
        }
        // These two stand on pedestals.
        assert!((Kernel::Hamming.weight(1.0 - 1e-9) - 0.08).abs() < 1e-9);
        assert!((Kernel::Kaiser.weight(1.0 - 1e-12) * bessel_i0(KAISER_BETA) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn those_that_are_splines_add_up_to_one_and_the_sharp_ones_keep_samples() {
        use Kernel::{
            Bicubic, Bilinear, CatRom, Hanning, Hermite, Mitchell, Nearest, Quadric, Spline16, Spline36,
        };
        for kernel in
            [Nearest, Bilinear, Hanning, Hermite, Quadric, Bicubic, CatRom, Mitchell, Spline16, Spline36]
        {
            for i in 1..100 {
                let at = f64::from(i) / 101.0;
                let sum: f64 = (-4..=4).map(|sample| kernel.weight(at - f64::from(sample))).sum();
                assert!((sum - 1.0).abs() < 1e-12, "{kernel} at {at}: {sum}");
            }
        }
        for kernel in [Bilinear, Hermite, CatRom, Spline16, Spline36, Kernel::Sinc, Kernel::Lanczos] {
            for sample in 1..=4 {
                assert!(kernel.weight(f64::from(sample)).abs() < 1e-12, "{kernel} at {sample}");
            }
            assert!((kernel.weight(0.0) - 1.0).abs() < 1e-12, "{kernel}");
        }
    }
}
