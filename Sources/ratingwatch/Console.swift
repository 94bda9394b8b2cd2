import ArgumentParser
import Foundation
import Polling
import Queries
import Synchronization
import System
import Text

/// The terminal: readable output goes to standard output, complaints to standard error.
enum Console {
    /// False where not all could be written. A full disk is complained of, once; a reader who leaves has seen enough.
    @discardableResult
    static func print(_ text: String) -> Bool {
        let lines = OutsideText.lines(text, keeping: style.hasColour ? TerminalStyle.colours : [])
        guard let code = StandardStream.output.failure(writing: lines) else { return true }
        if code != EPIPE, !lostOutput.exchange(true, ordering: .relaxed) {
            complain("ratingwatch: what is printed is not complete: \(String(cString: strerror(code)))")
        }
        return false
    }

    private static let lostOutput = Atomic(false)

    /// True where something that was printed went nowhere, though its reader is still there.
    static var isOutputLost: Bool { lostOutput.load(ordering: .relaxed) }

    static func forgiveLostOutput() { lostOutput.store(false, ordering: .relaxed) }

    static func complain(_ text: String) { StandardStream.error.write(OutsideText.lines(text) + "\n") }

    /// How far a replay has come, in place of what was said before; nothing where standard error is no terminal.
    static func show(_ progress: ReplayProgress) {
        if hasProgressLine { StandardStream.error.write("\r\u{1B}[K\(progress.text)") }
    }

    /// Leaves the line of a terminal empty.
    static func endProgress() {
        if hasProgressLine { StandardStream.error.write("\r\u{1B}[K") }
    }

    private static var hasProgressLine: Bool { isatty(STDERR_FILENO) == 1 }

    /// Makes a terminal's screen empty and moves its cursor there; a blank line where the output is none.
    static func clear() { StandardStream.output.write(isatty(STDOUT_FILENO) == 1 ? "\u{1B}[H\u{1B}[2J" : "\n") }

    /// Colour only on a terminal, and never against NO_COLOR (https://no-color.org).
    static let style: TerminalStyle = {
        guard isatty(STDOUT_FILENO) == 1 else { return .plain }
        var size = winsize()
        let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let environment = ProcessInfo.processInfo.environment
        let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return TerminalStyle(
            width: known ? Int(size.ws_col) : 80, height: known ? Int(size.ws_row) : nil, hasColour: wantsColour)
    }()
}

extension Console {
    /// Prints what a command answers; ends with 1 where it is not good, or where the work itself fails, and with 64
    /// (EX_USAGE) where it was asked for what the configuration does not name. `paged`: it may be longer than a screen.
    static func answer(paged: Bool = false, _ work: () async throws -> Answer) async throws {
        // What the terminal is like must be known before a pager stands between.
        let isOnTerminal = style.width != nil
        let pager = paged && isOnTerminal ? Pager.begin(environment: ProcessInfo.processInfo.environment) : nil
        let answer: Answer
        do {
            answer = try await work()
        } catch let error as UnknownName {
            pager?.end()
            throw ending(error)
        } catch {
            pager?.end()
            complain("ratingwatch: \(error)")
            throw ExitCode.failure
        }
        let isPrinted = print(answer.output)
        pager?.end()
        if let complaint = answer.complaint { complain(complaint) }
        // Whoever leaves a pager has seen enough: nothing failed.
        if pager != nil, answer.complaint == nil { return }
        if !answer.isGood || !isPrinted { throw ExitCode.failure }
    }

    /// Says which name nothing bears.
    static func ending(_ error: UnknownName) -> ExitCode {
        complain("ratingwatch: \(error)")
        return error.isWrongUsage ? .validationFailure : .success
    }
}
