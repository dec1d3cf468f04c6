"""A transposed convolution as lines of PyTorch, of OpenCV and of NumPy."""

from cnnviz.filters.snippet_parts import TransposedPart
from cnnviz.filters.transposed import TransposedAxis


def torch_stamps(part: TransposedPart, options: str) -> list[str]:
    """Write it as `conv_transpose2d`, with what differs from its defaults; `options` come first."""
    rows, columns = part.rows, part.columns
    for name, pair, default in (
        ("stride", (rows.stride, columns.stride), 1),
        ("padding", (rows.padding, columns.padding), 0),
        ("output_padding", (rows.output_padding, columns.output_padding), 0),
        ("dilation", (rows.dilation, columns.dilation), 1),
    ):
        if pair != (default, default):
            options += f", {name}={pair}"
    return [
        "# conv_transpose2d has the channels first",
        f"x = F.conv_transpose2d(x, kernel.transpose(0, 1){options})",
    ]


def numpy_stamps(part: TransposedPart) -> list[str]:
    """Write it as sums: every cell of the kernel adds to a grid of outputs."""
    rows, columns = part.rows, part.columns
    shape = (len(part.kernels), *(_whole(axis) for axis in (rows, columns)))
    return [
        "# Each pixel stamps the kernel, times its value: cell by cell, for all pixels at once",
        f"stamps = np.zeros({shape}, np.float32)",
        f"for row in range({rows.kernel_size}):",
        f"    for column in range({columns.kernel_size}):",
        f"        down = slice({_from('row', rows.dilation)}, None, {rows.stride})",
        f"        across = slice({_from('column', columns.dilation)}, None, {columns.stride})",
        f"        reached = stamps[:, down, across][:, :{rows.size}, :{columns.size}]",
        "        reached += np.tensordot(kernel[:, :, row, column], x, 1)",
        f"x = stamps[:, {_cut(rows)}, {_cut(columns)}]",
    ]


def opencv_stamps(part: TransposedPart) -> list[str]:
    """Write it as `filter2D`, the kernel turned, of pixels with zeros between and before them."""
    rows, columns = part.rows, part.columns
    down, across = (axis.dilation * (axis.kernel_size - 1) for axis in (rows, columns))
    lines = [
        "# filter2D, its kernel turned, of the pixels with zeros before and between them",
        f"apart = np.zeros({(part.channels, _whole(rows), _whole(columns))}, np.float32)",
        f"apart[:, {down}::{rows.stride}, {across}::{columns.stride}]"
        f"[:, :{rows.size}, :{columns.size}] = x",
    ]
    name = "kernel"
    if (rows.dilation, columns.dilation) != (1, 1):
        name = "spread"
        shape = (len(part.kernels), part.channels, down + 1, across + 1)
        lines += [
            f"spread = np.zeros({shape}, np.float32)",
            f"spread[:, :, ::{rows.dilation}, ::{columns.dilation}] = kernel",
        ]
    return [
        *lines,
        "x = np.stack([",
        "    sum(",
        "        cv2.filter2D(channel, -1, weights[::-1, ::-1].copy(), anchor=(0, 0),",
        "                     borderType=cv2.BORDER_CONSTANT)",
        "        for channel, weights in zip(apart, slices)",
        "    )",
        f"    for slices in {name}",
        f"])[:, {_cut(rows)}, {_cut(columns)}]",
    ]


def _whole(axis: TransposedAxis) -> int:
    """Count the outputs before anything is cut off."""
    return axis.output + 2 * axis.padding


def _cut(axis: TransposedAxis) -> str:
    return f"{axis.padding}:{axis.padding + axis.output}"


def _from(name: str, dilation: int) -> str:
    return name if dilation == 1 else f"{dilation} * {name}"
