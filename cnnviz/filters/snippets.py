"""Show me the code: a row of stages as PyTorch, as OpenCV, and as NumPy and SciPy.

Each text reads ``image`` and leaves ``result``, both (C, H, W) float32 NumPy arrays, and gives what
`cnnviz.filters.filtering.run_stages` gives, within rounding.
"""

from typing import Final, Literal

import numpy as np

from cnnviz.common.arguments import check_choice
from cnnviz.filters.filtering import Stage, run_stages
from cnnviz.filters.snippet_parts import (
    ARRAY_STEPS,
    ConvolutionPart,
    Part,
    TransposedPart,
    image_hint,
    kernel_literal,
    numpy_pooling,
    parts_of,
)
from cnnviz.filters.transposed_snippets import numpy_stamps, opencv_stamps, torch_stamps

Library = Literal["pytorch", "opencv", "scipy"]

LIBRARIES: Final[dict[str, str]] = {
    "pytorch": "PyTorch",
    "opencv": "OpenCV",
    "scipy": "NumPy and SciPy",
}
_TORCH_ACTIVATIONS: Final = {
    "relu": "F.relu(x)",
    "leaky_relu": "F.leaky_relu(x, 0.01)",
    "elu": "F.elu(x)",
    "tanh": "torch.tanh(x)",
    "sigmoid": "torch.sigmoid(x)",
    "absolute": "x.abs()",
}
_TORCH_COMBINATIONS: Final = {
    "magnitude": "x.square().sum(1, keepdim=True).sqrt()",
    "max": "x.amax(1, keepdim=True)",
    "sum": "x.sum(1, keepdim=True)",
}
_TORCH_POOLINGS: Final = {
    "max": "F.max_pool2d(x, {size}, {stride})",
    "average": "F.avg_pool2d(x, {size}, {stride})",
    "sum": "F.avg_pool2d(x, {size}, {stride}, divisor_override=1)",
    "l2": "F.lp_pool2d(x, 2, {size}, {stride})",
}
_OPENCV_BORDERS: Final = {
    "zeros": "cv2.BORDER_CONSTANT",
    "reflect": "cv2.BORDER_REFLECT_101",
    "replicate": "cv2.BORDER_REPLICATE",
    "circular": "cv2.BORDER_WRAP",
}
_NUMPY_BORDERS: Final = {
    "zeros": "",
    "reflect": ', mode="reflect"',
    "replicate": ', mode="edge"',
    "circular": ', mode="wrap"',
}


def code_for(
    library: Library,
    shape: tuple[int, int, int],
    stages: tuple[Stage, ...],
    *,
    white: Literal[1, 255] = 1,
) -> str:
    """Write the stages as a program.

    Parameters
    ----------
    library : "pytorch", "opencv" or "scipy"
    shape : (C, H, W)
        Of the picture; paddings such as "same" depend on it.
    stages : tuple of 1 to 3 Stage
    white : 1 or 255
        What white is in the picture: the hint how to read one from a file divides, or doesn't.

    Returns
    -------
    str
        Python; what the library can't do is done with NumPy, and a comment says so.

    Raises
    ------
    ArgumentError
        When there is no such library, or as `run_stages` does.

    Examples
    --------
    >>> print(code_for("pytorch", (1, 6, 6), (Stage(kernel=[[-1, 1]], activation="relu"),)))
    import numpy as np
    import torch
    import torch.nn.functional as F
    <BLANKLINE>
    # image: NumPy array (1, 6, 6), float32, for example from a file:
    # image = np.asarray(Image.open("picture.png").convert("L"), np.float32)[None] / 255
    x = torch.from_numpy(image)[None]
    <BLANKLINE>
    kernel = torch.tensor([[[
        [-1, 1],
    ]]], dtype=torch.float32)
    x = F.conv2d(x, kernel)
    x = F.relu(x)
    <BLANKLINE>
    result = x[0].numpy()
    <BLANKLINE>
    """
    check_choice("library", library, LIBRARIES)
    results = run_stages(np.zeros(shape, np.float32), stages)
    parts = parts_of(stages, tuple(result.input.shape for result in results))
    writers = {"pytorch": _pytorch, "opencv": _opencv, "scipy": _scipy}
    head, body, tail = writers[library](parts)
    return "\n".join([*head, "", image_hint(shape, white), *body, "", tail, ""])


def _pytorch(parts: tuple[Part, ...]) -> tuple[list[str], list[str], str]:
    body = ["x = torch.from_numpy(image)[None]"]
    for part in parts:
        body += _title(part, parts)
        body += kernel_literal(part.kernels, "torch.tensor", "torch.float32")
        if _turns(part):
            body.append("kernel = kernel.flip(-2, -1)")
        if part.alike:
            body.append(f"kernel = kernel.repeat(1, {part.channels}, 1, 1)")
        body += _torch_step(part)
        stage, sizes = part.stage, {"size": part.pool_size, "stride": part.pool_stride}
        steps = (
            _TORCH_COMBINATIONS.get(stage.combination),
            _TORCH_ACTIVATIONS.get(stage.activation),
            _TORCH_POOLINGS.get(stage.pooling, "").format(**sizes),
        )
        body += [f"x = {step}" for step in steps if step]
    head = ["import numpy as np", "import torch", "import torch.nn.functional as F"]
    return head, body, "result = x[0].numpy()"


def _turns(part: Part) -> bool:
    return part.stage.flip and isinstance(part, ConvolutionPart)


def _torch_step(part: Part) -> list[str]:
    lines, options = [], ""
    if part.has_bias:
        lines.append(f"bias = torch.tensor({part.bias_text})")
        options = ", bias"
    if isinstance(part, TransposedPart):
        lines += torch_stamps(part, options)
    elif isinstance(part, ConvolutionPart):
        lines += _torch_convolution(part, options)
    return lines


def _torch_convolution(part: ConvolutionPart, options: str) -> list[str]:
    lines = []
    top, bottom, left, right = part.padding
    if any(part.padding) and part.stage.border == "zeros" and (top, left) == (bottom, right):
        options += f", padding=({top}, {left})"
    elif any(part.padding):
        mode = "" if part.stage.border == "zeros" else f', mode="{part.stage.border}"'
        lines.append(f"x = F.pad(x, ({left}, {right}, {top}, {bottom}){mode})")
    if part.strides != (1, 1):
        options += f", stride={part.strides}"
    if part.dilations != (1, 1):
        options += f", dilation={part.dilations}"
    return [*lines, f"x = F.conv2d(x, kernel{options})"]


def _opencv(parts: tuple[Part, ...]) -> tuple[list[str], list[str], str]:
    body = ["x = image"]
    for part in parts:
        body += [*_title(part, parts), *_numpy_kernel(part, "OpenCV's filter2D")]
        if isinstance(part, TransposedPart):
            body += opencv_stamps(part)
        elif isinstance(part, ConvolutionPart):
            body += _opencv_convolution(part)
        body += _numpy_steps(part, "OpenCV has no pooling: NumPy does it")
    head = ["import cv2", "import numpy as np"]
    return _with_windows(head, parts), body, "result = np.asarray(x, np.float32)"


def _opencv_convolution(part: ConvolutionPart) -> list[str]:
    lines = []
    top, bottom, left, right = part.padding
    border = _OPENCV_BORDERS[part.stage.border if any(part.padding) else "zeros"]
    anchor = (left, top)
    narrow = all(
        axis.before + axis.after < axis.effective_kernel_size for axis in (part.rows, part.columns)
    )
    if any(part.padding) and not (narrow and part.stage.border != "circular"):
        sides = f"{top}, {bottom}, {left}, {right}"
        lines += [
            "# filter2D doesn't make this border itself",
            f"x = [cv2.copyMakeBorder(channel, {sides}, {border}) for channel in x]",
        ]
        anchor, border = (0, 0), "cv2.BORDER_CONSTANT"
    return [
        *lines,
        "x = np.stack([",
        "    sum(",
        f"        cv2.filter2D(channel, -1, weights, anchor={anchor}, borderType={border})",
        "        for channel, weights in zip(x, slices)",
        "    )",
        f"    for slices in {part.kernel_name}",
        f"])[:, {_kept(part.rows.output, part.strides[0])}, "
        f"{_kept(part.columns.output, part.strides[1])}]",
    ]


def _scipy(parts: tuple[Part, ...]) -> tuple[list[str], list[str], str]:
    body = ["x = image"]
    for part in parts:
        body += [*_title(part, parts), *_numpy_kernel(part, "SciPy's correlate")]
        if isinstance(part, TransposedPart):
            body += numpy_stamps(part)
        elif isinstance(part, ConvolutionPart):
            body += _scipy_convolution(part)
        body += _numpy_steps(part, "")
    slides = any(isinstance(part, ConvolutionPart) for part in parts)
    head = ["import numpy as np", *(["from scipy import signal"] if slides else [])]
    return _with_windows(head, parts), body, "result = np.asarray(x, np.float32)"


def _scipy_convolution(part: ConvolutionPart) -> list[str]:
    lines = []
    if any(part.padding):
        top, bottom, left, right = part.padding
        mode = _NUMPY_BORDERS[part.stage.border]
        lines.append(f"x = np.pad(x, ((0, 0), ({top}, {bottom}), ({left}, {right})){mode})")
    return [
        *lines,
        "x = np.concatenate([",
        '    signal.correlate(x, weights, mode="valid", method="direct")',
        f"    for weights in {part.kernel_name}",
        "])" + ("" if part.strides == (1, 1) else "[:, ::{}, ::{}]".format(*part.strides)),
    ]


def _title(part: Part, parts: tuple[Part, ...]) -> list[str]:
    return ["", f"# Stage {part.number}"] if len(parts) > 1 else [""]


def _numpy_kernel(part: Part, function: str) -> list[str]:
    lines = kernel_literal(part.kernels, "np.array", "np.float32")
    if _turns(part):
        lines.append("kernel = kernel[:, :, ::-1, ::-1].copy()")
    if part.alike:
        lines.append(f"kernel = kernel.repeat({part.channels}, axis=1)")
    if isinstance(part, ConvolutionPart) and part.dilations != (1, 1):
        rows, columns = part.dilations
        shape = (
            len(part.kernels),
            part.channels,
            part.rows.effective_kernel_size,
            part.columns.effective_kernel_size,
        )
        lines += [
            f"# {function} has no dilation: NumPy writes zeros between the cells",
            f"spread = np.zeros({shape}, np.float32)",
            f"spread[:, :, ::{rows}, ::{columns}] = kernel",
        ]
    return lines


def _kept(output: int, stride: int) -> str:
    end = (output - 1) * stride + 1
    return f":{end}" if stride == 1 else f":{end}:{stride}"


def _numpy_steps(part: Part, pooling_comment: str) -> list[str]:
    lines = []
    if part.has_bias:
        lines.append(f"x = x + np.array({part.bias_text}, np.float32)[:, None, None]")
    stage = part.stage
    steps = (ARRAY_STEPS.get(stage.combination), ARRAY_STEPS.get(stage.activation))
    lines += [f"x = {step}" for step in steps if step]
    pooling = numpy_pooling(part)
    if pooling and pooling_comment:
        lines.append(f"# {pooling_comment}")
    return lines + pooling


def _with_windows(head: list[str], parts: tuple[Part, ...]) -> list[str]:
    pools = any(part.stage.pooling != "none" for part in parts)
    window = ["from numpy.lib.stride_tricks import sliding_window_view"]
    return [*head, *window] if pools else head
