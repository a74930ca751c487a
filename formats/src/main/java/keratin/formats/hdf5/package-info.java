/**
 * HDF5, as far as models need it: trees of groups, arrays and text attributes. Written by an own
 * small writer in the layout of h5py's defaults; read by jHDF in every layout.
 */
@NullMarked
package keratin.formats.hdf5;

import org.jspecify.annotations.NullMarked;
