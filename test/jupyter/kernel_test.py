"""jupyter_kernel_test: the suite by which Jupyter itself tests kernels, with samples in TypeScript."""

import unittest

import jupyter_kernel_test


class BenchbookTests(jupyter_kernel_test.KernelTests):
    kernel_name = "benchbook"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"
    code_generate_error = "throw new Error('no luck')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "const half: number = 21; half * 2", "result": "42"},
        {"code": "[1, 2, 3].map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "await Promise.resolve('later')", "result": "'later'"},
    ]
    code_display_data = [
        {"code": "display({ 'text/html': '<b>bold</b>' }, { raw: true })", "mime": "text/html"},
    ]
    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "JSON.str", "matches": {"stringify"}},
        {"text": "%%basel", "matches": {"%%baseline"}},
    ]
    complete_code_samples = ["1 + 1", "function f(n: number) {\n  return n\n}", "%machine"]
    incomplete_code_samples = ["function f(n: number) {", "const a = [1,"]
    invalid_code_samples = ["const = 5 5"]

    code_clear_output = "clearOutput()"
    code_page_something = "Math.hypot?"

    code_inspect_sample = "Math.hypot"

    code_history_pattern = "6 [*] ?*"
    supported_history_operations = ("tail", "range", "search")


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "benchbook"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
