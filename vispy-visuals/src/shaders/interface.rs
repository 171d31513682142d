//! The variables of a composed program, for whoever sets them.

use super::{Variable, Varying};

/// Every variable of a composed program, sorted by name.
///
/// Names and types are what the driver will report, but for variables that it removes because nothing reads them.
/// Variables of structure type and arrays whose size is an expression are left out: ask the driver.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interface {
    /// Uniforms that are no textures.
    pub uniforms: Vec<Variable>,
    /// Textures.
    pub samplers: Vec<Variable>,
    /// Vertex attributes.
    pub attributes: Vec<Variable>,
    /// What goes from the vertex to the fragment stage.
    pub varyings: Vec<Varying>,
    /// Outputs of the fragment stage.
    pub outputs: Vec<Variable>,
    /// Names of uniform blocks.
    pub blocks: Vec<String>,
}

impl Interface {
    /// Returns a uniform or a texture by name.
    pub fn uniform(&self, name: &str) -> Option<&Variable> {
        self.uniforms.iter().chain(&self.samplers).find(|variable| variable.name == name)
    }

    /// Returns an attribute by name.
    pub fn attribute(&self, name: &str) -> Option<&Variable> {
        self.attributes.iter().find(|variable| variable.name == name)
    }
}
