import ArgumentParser
import Foundation
import Queries
import System
import Text

extension Console {
    /// Prints what a command answers; ends with 1 where it is not good, or where the work itself fails, and with 64 (EX_USAGE)
    /// where it was asked for what the configuration does not name. `paged`: it may be longer than a screen.
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
