//! Columns and the data store.

use std::sync::Arc;

use vispy_plot::data::{
    Change, Column, ColumnSlice, DType, DataStore, IntoSeriesData, NOT_A_TIME, Reference, TimeUnit, Value,
};
use vispy_plot::error::DataError;

#[test]
fn every_number_type_becomes_a_column() {
    fn check<T: vispy_plot::data::Element>(values: [T; 2], dtype: DType) {
        let column = Column::from(values);
        assert_eq!((column.len(), column.dtype(), column.storage_kind()), (2, dtype, "owned"));
        assert_eq!((column.get_f64(0), column.get_f64(1), column.get_f64(2)), (Some(1.0), Some(2.0), None));
        assert_eq!(column.as_slice::<T>().map(<[T]>::len), Some(2));
        assert_eq!(T::DTYPE, dtype);
    }
    check([1f32, 2.0], DType::F32);
    check([1f64, 2.0], DType::F64);
    check([1i8, 2], DType::I8);
    check([1i16, 2], DType::I16);
    check([1i32, 2], DType::I32);
    check([1i64, 2], DType::I64);
    check([1u8, 2], DType::U8);
    check([1u16, 2], DType::U16);
    check([1u32, 2], DType::U32);
    check([1u64, 2], DType::U64);
}

#[test]
fn vectors_and_shared_slices_are_not_copied() {
    let values = vec![1.0f32; 100];
    let at = values.as_ptr();
    let column = Column::from(values);
    assert_eq!(column.as_slice::<f32>().map(<[f32]>::as_ptr), Some(at));
    assert_eq!(column.clone().as_slice::<f32>().map(<[f32]>::as_ptr), Some(at));

    let shared: Arc<[i16]> = vec![1, 2, 3].into();
    let column = Column::from(Arc::clone(&shared));
    assert_eq!(column.as_slice::<i16>().map(<[i16]>::as_ptr), Some(shared.as_ptr()));
    assert_eq!(column.storage_kind(), "shared");

    let array = ndarray::Array1::from(vec![1.0f64, 2.0]);
    let at = array.as_ptr();
    assert_eq!(Column::from(array).as_slice::<f64>().map(<[f64]>::as_ptr), Some(at));
}

#[test]
fn array_views_keep_their_order() {
    let array = ndarray::array![1i32, 2, 3, 4, 5, 6];
    let slice = |column: Column| column.as_slice::<i32>().map(<[i32]>::to_vec);
    assert_eq!(slice(Column::from(array.slice(ndarray::s![..;2]))), Some(vec![1, 3, 5]));
    assert_eq!(slice(Column::from(array.slice(ndarray::s![..;-1]))), Some(vec![6, 5, 4, 3, 2, 1]));
    assert_eq!(slice(Column::from(&array)), Some(vec![1, 2, 3, 4, 5, 6]));
    // Owned arrays whose elements are not the whole vector, or not in its order.
    assert_eq!(slice(Column::from(array.clone().slice_move(ndarray::s![2..4]))), Some(vec![3, 4]));
    assert_eq!(slice(Column::from(array.clone().slice_move(ndarray::s![..;-2]))), Some(vec![6, 4, 2]));
    assert_eq!(slice(Column::from(array.slice_move(ndarray::s![..0]))), Some(vec![]));
}

#[test]
fn uniform_columns_are_computed() {
    let column = Column::uniform(10.0, 0.5, 4);
    assert_eq!((column.len(), column.dtype(), column.storage_kind()), (4, DType::F64, "uniform"));
    assert_eq!((column.get_f64(3), column.get_f64(4)), (Some(11.5), None));
    assert_eq!(column.extent(), Some([Value::F64(10.0), Value::F64(11.5)]));
    assert_eq!(Column::uniform(1.0, -1.0, 3).extent(), Some([Value::F64(-1.0), Value::F64(1.0)]));
    assert_eq!(Column::uniform(0.0, 1.0, 0).extent(), None);
    assert_eq!(Column::uniform(0.0, f64::NAN, 2).extent(), Some([Value::F64(0.0); 2]));
}

#[test]
fn offsets_are_subtracted_before_the_conversion() {
    let base = 1_700_000_000_000_000_000i64;
    let times = Column::timestamps(vec![base, base + 1, NOT_A_TIME], TimeUnit::Nanos);
    let mut offsets = Vec::new();
    times.offsets(0..3, Reference::I64(base), &mut offsets).unwrap();
    assert_eq!(offsets[..2], [0.0, 1.0]);
    assert!(offsets[2].is_nan());
    assert_eq!(times.value(1), Some(Value::I64(base + 1)));
    assert_eq!((times.value(2), times.value(3)), (None, None));

    // The extremes of i64 do not overflow.
    let wide = Column::from([i64::MIN, i64::MAX]);
    assert_eq!(wide.offset(1, Reference::I64(i64::MIN)), Some(2f64.powi(64)));
    // u64 beyond i64 is exact against a float reference of its size.
    let large = Column::from([u64::MAX]);
    assert_eq!(large.offset(0, Reference::F64(2f64.powi(63))), Some(2f64.powi(63)));
    assert_eq!(large.offset(0, Reference::I64(-1)), Some(2f64.powi(64)));
    let large = Column::from([(1u64 << 63) + 1]);
    assert_eq!(large.offset(0, Reference::F64(2f64.powi(63))), Some(1.0));
    // The start of a uniform column is made relative first.
    let uniform = Column::uniform(1e15, 0.25, 8);
    assert_eq!(uniform.offset(7, Reference::F64(1e15)), Some(1.75));
    // Floats against a reference with a fraction.
    assert_eq!(Column::from([3i32]).offset(0, Reference::F64(0.5)), Some(2.5));
}

#[test]
fn offsets_are_cut_at_the_end_and_refused_for_texts() {
    let mut out = Vec::new();
    Column::from([1u8, 2]).offsets(1..9, Reference::I64(0), &mut out).unwrap();
    Column::from([1u8, 2]).offsets(7..9, Reference::I64(0), &mut out).unwrap();
    assert_eq!(out, [2.0]);
    let error = Column::text(["a"]).offsets(0..1, Reference::I64(0), &mut out).unwrap_err();
    assert_eq!(error.to_string(), "a position is of type text, expected a number or a time");
    assert_eq!(Column::text(["a"]).get_f64(0), None);
    assert_eq!(Column::from([1u8]).offset(usize::MAX, Reference::I64(0)), None);
}

#[test]
fn extents_are_of_finite_values() {
    let column = Column::from([f32::NAN, 2.0, f32::INFINITY, -1.0]);
    assert_eq!(column.extent(), Some([Value::F64(-1.0), Value::F64(2.0)]));
    assert_eq!(Column::from([f64::NAN]).extent(), None);
    assert_eq!(Column::from(Vec::<u8>::new()).extent(), None);
    assert_eq!(Column::text(["a"]).extent(), None);
    assert_eq!(Column::bools([true]).extent(), Some([Value::I64(1); 2]));
    let times = Column::timestamps(vec![NOT_A_TIME, 7], TimeUnit::Seconds);
    assert_eq!(times.extent(), Some([Value::I64(7); 2]));
}

#[test]
fn increasing_is_strict() {
    assert!(Column::from([1i8, 2, 5]).is_increasing());
    assert!(!Column::from([1i8, 1]).is_increasing());
    assert!(!Column::from([1.0, f64::NAN, 3.0]).is_increasing());
    assert!(!Column::from([f64::NAN]).is_increasing());
    assert!(!Column::timestamps(vec![NOT_A_TIME, 1], TimeUnit::Seconds).is_increasing());
    assert!(Column::uniform(0.0, 1.0, 5).is_increasing() && !Column::uniform(0.0, 0.0, 5).is_increasing());
}

#[test]
fn only_integers_become_timestamps() {
    let column = Column::from([1i64]).with_time_unit(TimeUnit::Millis).unwrap();
    assert!(matches!(column.slice(), ColumnSlice::Timestamp(&[1], TimeUnit::Millis)));
    let error = Column::from([1.0]).with_time_unit(TimeUnit::Millis).unwrap_err();
    assert_eq!(error.to_string(), "a column of timestamps is of type f64, expected i64");
}

#[test]
fn strides_pick_values() {
    let column = Column::from([0u16, 1, 2, 3, 4, 5]);
    assert_eq!(column.strided(1, 2, 3).as_slice::<u16>(), Some(&[1, 3, 5][..]));
    assert_eq!(column.strided(9, 0, 3).len(), 0);
    let uniform = Column::uniform(0.0, 1.0, 6).strided(1, 2, 9);
    assert_eq!((uniform.len(), uniform.get_f64(2)), (3, Some(5.0)));
}

#[test]
fn pairs_have_x() {
    let data = (vec![1i64, 2], &ndarray::array![0.5f32, 0.25]).into_series_data();
    assert_eq!(data.x.map(|x| x.dtype()), Some(DType::I64));
    assert_eq!(data.y.dtype(), DType::F32);
}

#[test]
fn the_store_counts_changes() {
    let mut store = DataStore::new();
    let id = store.insert(vec![1i16, 2]);
    assert_eq!(store.revision(id), Ok(1));
    assert_eq!(store.changed_since(id, 1), Ok(Change::None));
    assert_eq!(store.changed_since(id, 0), Ok(Change::All));
    store.append(id, &[3i16]).unwrap();
    store.append(id, &[4i16, 5]).unwrap();
    store.append::<i16>(id, &[]).unwrap();
    assert_eq!(store.revision(id), Ok(3));
    assert_eq!(store.changed_since(id, 1), Ok(Change::Range(2..5)));
    assert_eq!(store.changed_since(id, 2), Ok(Change::Range(3..5)));
    assert_eq!(store.changed_since(id, 99), Ok(Change::All));
    assert_eq!(store.replace(id, vec![0.0]).unwrap().len(), 5);
    assert_eq!(store.changed_since(id, 3), Ok(Change::All));
    assert_eq!(store.changed_since(id, 4), Ok(Change::None));
}

#[test]
fn the_store_forgets_old_changes() {
    let mut store = DataStore::new();
    let id = store.insert(vec![0u8]);
    for i in 0..200u8 {
        store.append(id, &[i]).unwrap();
    }
    assert_eq!(store.changed_since(id, 1), Ok(Change::All));
    assert_eq!(store.changed_since(id, 200), Ok(Change::Range(200..201)));
    assert_eq!(store.changed_since(id, 137), Ok(Change::Range(137..201)));
    assert_eq!(store.changed_since(id, 136), Ok(Change::All));
}

#[test]
fn appending_leaves_clones_alone_and_refuses_other_types() {
    let mut store = DataStore::new();
    let id = store.insert(vec![1.0f32]);
    let before = store.get(id).unwrap().clone();
    store.append(id, &[2.0f32]).unwrap();
    assert_eq!((before.len(), store.get(id).unwrap().len()), (1, 2));
    assert_eq!(
        store.append(id, &[1i8]),
        Err(DataError::Append { dtype: DType::F32, storage: "owned", found: DType::I8 })
    );
    let shared = store.insert(Column::from(Arc::<[u8]>::from(vec![1])));
    assert!(store.append(shared, &[1u8]).unwrap_err().to_string().contains("type u8 (shared)"));
    let times = store.insert(Column::timestamps(vec![1], TimeUnit::Nanos));
    store.append(times, &[2i64]).unwrap();
    assert_eq!(store.get(times).unwrap().dtype(), DType::Timestamp(TimeUnit::Nanos));
    assert_eq!(store.revision(shared), Ok(1));
}

#[test]
fn removed_columns_are_stale() {
    let mut store = DataStore::new();
    let id = store.insert(vec![1u8]);
    assert_eq!(store.remove(id).map(|c| c.len()), Some(1));
    let next = store.insert(vec![2u8]);
    assert_ne!(id, next);
    assert_eq!(store.get(id).err(), Some(DataError::StaleColumn { id }));
    assert!(store.remove(id).is_none() && store.replace(id, vec![1u8]).is_err());
    assert!(store.append(id, &[1u8]).is_err() && store.changed_since(id, 0).is_err());
    assert_eq!((store.len(), store.iter().count(), store.is_empty()), (1, 1, false));
}
