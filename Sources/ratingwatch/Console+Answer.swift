import ArgumentParser
import Queries

extension Console {
    /// Prints what a command answers; ends with 1 where it is not good, or where the work itself fails, and with 64 (EX_USAGE)
    /// where it was asked for what the configuration does not name.
    static func answer(_ work: () async throws -> Answer) async throws {
        let answer: Answer
        do {
            answer = try await work()
        } catch let error as UnknownName {
            throw ending(error)
        } catch {
            complain("ratingwatch: \(error)")
            throw ExitCode.failure
        }
        let isPrinted = print(answer.output)
        if let complaint = answer.complaint { complain(complaint) }
        if !answer.isGood || !isPrinted { throw ExitCode.failure }
    }

    /// Says which name nothing bears.
    static func ending(_ error: UnknownName) -> ExitCode {
        complain("ratingwatch: \(error)")
        return error.isWrongUsage ? .validationFailure : .success
    }
}
