import ArgumentParser
import Watcher

extension Console {
    /// Prints what a command answers; ends with 1 where it is not good, or where the work itself fails.
    static func answer(_ work: () async throws -> Answer) async throws {
        let answer: Answer
        do {
            answer = try await work()
        } catch {
            complain("ratingwatch: \(error)")
            throw ExitCode.failure
        }
        let isPrinted = print(answer.output)
        if let complaint = answer.complaint { complain(complaint) }
        if !answer.isGood || !isPrinted { throw ExitCode.failure }
    }
}
