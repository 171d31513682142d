//! One program per structure: the cache that a context keeps, and the folder that texts are written to.

use std::{
    collections::{HashMap, hash_map::Entry},
    fs, io,
    path::{Path, PathBuf},
};

use super::{ComposeCaps, ComposeError, ComposedProgram, Dialect, Stages, StructureKey, compose};

/// The environment variable that names the folder for the texts of composed programs.
const DUMP_VARIABLE: &str = "VISPY_DUMP_SHADERS";

/// How often a cache was asked and what it holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShaderCacheStats {
    /// Programs that it holds.
    pub programs: usize,
    /// Requests that were answered with a program that was there.
    pub hits: u64,
    /// Requests that made a program, or tried to.
    pub misses: u64,
}

/// Linked programs by structure; there is one cache per context, shared by every visual and view.
///
/// `P` is the linked program, whatever the caller makes of a [`ComposedProgram`].
///
/// # Example
///
/// ```
/// use vispy_visuals::shaders::{
///     ComposeCaps, ComposeError, ComposedProgram, Dialect, Function, ShaderCache, Snippet, Stages,
/// };
///
/// let vertex = Function::new(&Snippet::new("v", "void main() { gl_Position = vec4(0.0); }")?);
/// let fragment = Function::new(&Snippet::new("f", "out vec4 color;\nvoid main() { color = vec4(1.0); }")?);
/// let stages = Stages { vertex: &vertex, fragment: &fragment };
///
/// let mut cache: ShaderCache<ComposedProgram> = ShaderCache::new();
/// for _ in 0..3 {
///     cache.get_or_compose(&stages, Dialect::Gl330, &ComposeCaps::new(), Ok::<_, ComposeError>)?;
/// }
/// assert_eq!((cache.stats().programs, cache.stats().hits), (1, 2));
/// # Ok::<(), ComposeError>(())
/// ```
#[derive(Debug)]
pub struct ShaderCache<P> {
    programs: HashMap<StructureKey, P>,
    hits: u64,
    misses: u64,
    dump_to: Option<PathBuf>,
}

impl<P> Default for ShaderCache<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P> ShaderCache<P> {
    /// Makes an empty cache that writes texts to the folder in `VISPY_DUMP_SHADERS`, if it is set.
    pub fn new() -> Self {
        let dump_to = std::env::var_os(DUMP_VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        Self { programs: HashMap::new(), hits: 0, misses: 0, dump_to }
    }

    /// Returns the cache with another folder for the texts, `None` to write none.
    #[must_use]
    pub fn with_dump_folder(mut self, folder: Option<PathBuf>) -> Self {
        self.dump_to = folder;
        self
    }

    /// Returns the program of a key, made by `make` if there is none.
    ///
    /// # Errors
    ///
    /// What `make` returns; nothing is kept then.
    pub fn get_or_try_insert<E>(
        &mut self,
        key: StructureKey,
        make: impl FnOnce() -> Result<P, E>,
    ) -> Result<&P, E> {
        match self.programs.entry(key) {
            Entry::Occupied(entry) => {
                self.hits += 1;
                Ok(entry.into_mut())
            }
            Entry::Vacant(entry) => {
                self.misses += 1;
                Ok(entry.insert(make()?))
            }
        }
    }

    /// Returns the program of these stages, composed and then linked by `link` if there is none.
    ///
    /// # Errors
    ///
    /// What [`compose`] or `link` reports.
    pub fn get_or_compose<E: From<ComposeError>>(
        &mut self,
        stages: &Stages<'_>,
        dialect: Dialect,
        caps: &ComposeCaps,
        link: impl FnOnce(ComposedProgram) -> Result<P, E>,
    ) -> Result<&P, E> {
        let dump_to = self.dump_to.clone();
        self.get_or_try_insert(StructureKey::new(stages, dialect, caps), || {
            let program = compose(stages, dialect, caps)?;
            if let Some(folder) = dump_to
                && let Err(error) = dump(&program, &folder)
            {
                // Texts are for reading: a full disk is no reason not to draw.
                tracing::warn!(folder = %folder.display(), %error, "cannot write shader texts");
            }
            link(program)
        })
    }

    /// Returns how often the cache was asked and what it holds.
    pub fn stats(&self) -> ShaderCacheStats {
        ShaderCacheStats { programs: self.programs.len(), hits: self.hits, misses: self.misses }
    }

    /// Forgets every program, after the context is lost for example.
    pub fn clear(&mut self) {
        self.programs.clear();
    }
}

/// Writes both texts of a program into a folder, which is made if needed, and returns their paths.
///
/// The file names hold the names of the `main` snippets, the start of the key and the dialect, so that the same
/// program always goes to the same files.
///
/// # Errors
///
/// What the file system reports.
pub fn dump(program: &ComposedProgram, folder: &Path) -> io::Result<[PathBuf; 2]> {
    fs::create_dir_all(folder)?;
    let key = program.key.to_string();
    let dialect = match program.dialect {
        Dialect::Es300 => "es300",
        Dialect::Gl330 => "gl330",
    };
    let path = |name: &str, extension: &str| {
        let slug: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(80).collect();
        folder.join(format!("{slug}.{}.{dialect}.{extension}", key.get(..8).unwrap_or(&key)))
    };
    let vertex = path(&program.vertex_name, "vert");
    let fragment = path(&program.fragment_name, "frag");
    fs::write(&vertex, &program.vertex)?;
    fs::write(&fragment, &program.fragment)?;
    Ok([vertex, fragment])
}
