//! Transforms by name, and all of them as functions of shaders.

use std::sync::Arc;

use glam::{DVec2, DVec3};

use super::{
    AzimuthalEqualAreaTransform, AzimuthalEquidistantTransform, ChainTransform, HammerTransform,
    InverseTransform, LogTransform, Magnify1dTransform, MagnifyTransform, MapFunction, MatrixTransform,
    NullTransform, PolarTransform, StTransform, SymlogTransform, Transform, WebMercatorTransform,
};
use crate::error::{Error, Result};

/// What makes the transform of a name.
type Make = fn() -> Result<Arc<dyn Transform>>;

/// Every transform by its name, as VisPy writes it, with parameters that change nothing or are the usual ones.
const TRANSFORMS: [(&str, Make); 14] = [
    ("null", || Ok(Arc::new(NullTransform))),
    ("st", || Ok(Arc::new(StTransform::default()))),
    ("matrix", || Ok(Arc::new(MatrixTransform::new(glam::DMat4::IDENTITY)?))),
    ("log", || Ok(Arc::new(LogTransform::new(DVec3::ZERO)?))),
    ("symlog", || Ok(Arc::new(SymlogTransform::new(DVec3::ZERO)?))),
    ("polar", || Ok(Arc::new(PolarTransform))),
    ("magnify", || Ok(Arc::new(MagnifyTransform::default()))),
    ("magnify1d", || Ok(Arc::new(Magnify1dTransform::default()))),
    ("chain", || Ok(Arc::new(ChainTransform::default()))),
    ("inverse", || Ok(Arc::new(InverseTransform::new(Arc::new(NullTransform))))),
    ("web_mercator", || Ok(Arc::new(WebMercatorTransform::default()))),
    ("azimuthal_equal_area", || Ok(Arc::new(AzimuthalEqualAreaTransform::default()))),
    ("azimuthal_equidistant", || Ok(Arc::new(AzimuthalEquidistantTransform::default()))),
    ("hammer", || Ok(Arc::new(HammerTransform::default()))),
];

/// A transform by its name in lower case, with its default parameters. Corresponds to VisPy's `create_transform`.
///
/// # Errors
/// `Data`, which lists the names.
///
/// ```
/// use vispy_visuals::transforms::create_transform;
///
/// assert!(create_transform("polar").is_ok());
/// let error = create_transform("bipolar").unwrap_err().to_string();
/// assert!(error.contains("null, st, matrix, log"), "{error}");
/// ```
pub fn create_transform(name: &str) -> Result<Arc<dyn Transform>> {
    match TRANSFORMS.iter().find(|(known, _)| *known == name) {
        Some((_, make)) => make(),
        None => {
            let names: Vec<&str> = transform_names().collect();
            Err(Error::data("name of a transform", &format!("one of {}", names.join(", ")), name))
        }
    }
}

/// The names that [`create_transform`] knows.
pub fn transform_names() -> impl Iterator<Item = &'static str> {
    TRANSFORMS.iter().map(|(name, _)| *name)
}

/// Every built-in transform as functions of shaders, forward (`polar_map`) and backward (`polar_imap`), for those who check
/// that each goes together with what it may be bound into. The uniforms are named `u_transform_...`.
///
/// # Errors
/// None, unless the library is broken.
pub fn all_map_functions() -> Result<Vec<(String, MapFunction)>> {
    let prefix = "u_transform";
    let mut functions = Vec::new();
    let mut add = |name: &str, transform: &dyn Transform| -> Result<()> {
        functions.push((format!("{name}_map"), transform.map_function(prefix)?));
        functions.push((format!("{name}_imap"), transform.imap_function(prefix)?));
        Ok(())
    };
    for (name, make) in TRANSFORMS {
        match name {
            // An empty chain and an inverse of nothing would be no more than `null`.
            "chain" => add(name, &sample_chain()?)?,
            "inverse" => add(name, &InverseTransform::new(Arc::new(PolarTransform)))?,
            _ => add(name, &*make()?)?,
        }
    }
    Ok(functions)
}

/// A chain of an affine and two bent parts.
fn sample_chain() -> Result<ChainTransform> {
    let st = StTransform::from_mapping([DVec2::ZERO, DVec2::ONE], [DVec2::ZERO, DVec2::splat(100.0)])?;
    let log = LogTransform::new(DVec3::new(0.0, 10.0, 0.0))?;
    Ok(ChainTransform::new([Arc::new(PolarTransform) as _, Arc::new(st) as _, Arc::new(log) as _]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_by_name_maps_there_and_back() {
        for name in transform_names() {
            let transform = create_transform(name).unwrap();
            let mut points = [DVec3::new(0.5, 0.25, 2.0), DVec3::new(1.5, 3.0, -1.0)];
            let before = points;
            transform.map_slice(&mut points);
            transform.imap_slice(&mut points);
            for (point, before) in points.into_iter().zip(before) {
                assert!((point - before).length() < 1e-12, "{name}: {before} comes back as {point}");
            }
            assert!(transform.equals(&*create_transform(name).unwrap()), "{name}");
        }
    }

    #[test]
    fn every_function_is_named_once() {
        let functions = all_map_functions().unwrap();
        assert_eq!(functions.len(), 2 * TRANSFORMS.len());
        for (index, (name, _)) in functions.iter().enumerate() {
            assert!(functions[index + 1..].iter().all(|(other, _)| other != name), "{name}");
        }
    }
}
