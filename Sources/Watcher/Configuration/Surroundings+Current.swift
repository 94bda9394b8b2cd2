import Foundation

extension Surroundings {
    /// Of this process.
    package static var current: Surroundings {
        let environment = ProcessInfo.processInfo.environment
        // systemd separates several directories by colons; ours has one.
        func first(_ name: String) -> String? {
            environment[name]?.split(separator: ":").first.map(String.init)
        }
        return Surroundings(
            workingDirectory: FileManager.default.currentDirectoryPath,
            stateDirectory: first("STATE_DIRECTORY"), logsDirectory: first("LOGS_DIRECTORY"),
            credentialsDirectory: first("CREDENTIALS_DIRECTORY"))
    }
}
