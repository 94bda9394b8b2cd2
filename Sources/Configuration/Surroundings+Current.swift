import Foundation

extension Surroundings {
    /// Of this process.
    package static func current(for purpose: SetupPurpose) -> Surroundings {
        let environment = ProcessInfo.processInfo.environment
        // systemd separates several directories by colons; ours has one.
        func first(_ name: String) -> String? {
            environment[name]?.split(separator: ":").first.map(String.init)
        }
        let credentials = first("CREDENTIALS_DIRECTORY")
        return Surroundings(
            workingDirectory: FileManager.default.currentDirectoryPath,
            stateDirectory: first("STATE_DIRECTORY"), logsDirectory: first("LOGS_DIRECTORY"),
            credentialsDirectory: credentials, needsSecrets: purpose != .ask,
            serviceCredentials: purpose == .check && credentials == nil ? ServiceCredentials.names() : [])
    }
}
