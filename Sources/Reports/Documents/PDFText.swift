import Dispatch
import Glibc
import System

/// Turns PDF bytes into text by `pdftotext` in a confined child: a hostile file can hurt only that child.
package struct PDFText: Sendable {
    /// Why a PDF gave no text.
    struct Failure: Error, CustomStringConvertible {
        let cause: String
        var description: String { cause }
    }

    private let program: String
    /// `nil` for the current task's.
    private let limits: ReportLimits?
    private let turns: FairTurns

    /// Whose documents the current task reads, such as a feed's name: owners take turns.
    @TaskLocal package static var owner = ""

    /// `maxConcurrent`: children at a time, the number of cores unless told.
    package init(program: String = "pdftotext", limits: ReportLimits? = nil, maxConcurrent: Int? = nil) {
        self.program = program
        self.limits = limits
        turns = FairTurns(maxConcurrent ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// The text in reading order, or as it is laid out on these pages; form feeds end pages.
    func text(of bytes: [UInt8], layoutOf pages: ClosedRange<Int>? = nil) async throws(Failure) -> String {
        let most = limits ?? .current
        let limits = ChildProcess.Limits(seconds: 10, memory: 512 << 20)
        var options = ["-enc", "UTF-8"]
        if let pages { options += ["-layout", "-f", String(pages.lowerBound), "-l", String(pages.upperBound)] }
        let process = ChildProcess(
            program: program, arguments: options + ["-", "-"], limits: limits, outputLimit: most.textBytes,
            deadline: most.pdfSeconds)
        let owner = PDFText.owner
        await turns.take(for: owner)
        let outcome: Result<ChildProcess.Result, ChildProcess.Failure> = await withCheckedContinuation { resume in
            // The wait blocks a thread of Dispatch, never one of the cooperative pool.
            DispatchQueue.global().async {
                do throws(ChildProcess.Failure) {
                    resume.resume(returning: .success(try process.run(input: bytes)))
                } catch { resume.resume(returning: .failure(error)) }
            }
        }
        await turns.leave(owner)
        switch outcome {
        case .failure(let failure) where failure.code == ENOENT:
            throw Failure(cause: "pdftotext is not installed: \(failure.call) was not found")
        case .failure(let failure):
            throw Failure(cause: "\(failure.call): \(String(cString: strerror(failure.code)))")
        case .success(let result):
            guard result.ending == .exited(0) else { throw Failure(cause: PDFText.cause(result)) }
            return String(decoding: result.output, as: UTF8.self)
        }
    }

    private static func cause(_ result: ChildProcess.Result) -> String {
        let said = result.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
        return switch result.ending {
        case .exited(3): "the PDF is encrypted and forbids reading its text\(said)"
        case .exited where result.errors.contains("password"): "the PDF is encrypted and needs a password"
        case .exited(let code): "the PDF is damaged (pdftotext exit code \(code))\(said)"
        case .killed(let signal): "pdftotext broke its limits or crashed (signal \(signal))\(said)"
        case .overDeadline: "pdftotext took too long (limits.pdf_time)"
        case .overOutput: "the PDF holds too much text (limits.report_text)"
        }
    }
}

/// How much of a report is read before it is refused.
package struct ReportLimits: Sendable, Hashable {
    /// Bytes of its text, from whatever it was in; the longest real report has a thirtieth of it.
    package var textBytes = 6_000_000
    /// For which the text of a PDF may be waited for.
    package var pdfSeconds: Double = 20

    package init(textBytes: Int = 6_000_000, pdfSeconds: Double = 20) {
        self.textBytes = textBytes
        self.pdfSeconds = pdfSeconds
    }

    /// Those that the current task keeps to.
    @TaskLocal package static var current = ReportLimits()
}
