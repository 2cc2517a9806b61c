package io.backout.process;

import io.backout.target.ConfigurationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;

/** Everybody can read the passwords of the sample's people: where one of them works, only this machine may ask. */
@Component
class SampleAccounts {
    private final ProcessEngine engine;
    private final ServerProperties server;

    SampleAccounts(ProcessEngine engine, ServerProperties server) {
        this.engine = engine;
        this.server = server;
    }

    /** @throws ConfigurationException when the server would listen beyond this machine, and one is there */
    void requireLoopback() {
        boolean loopback = server.getAddress() != null && server.getAddress().isLoopbackAddress();
        if (loopback) {
            return;
        }
        for (User user : engine.getIdentityService().createUserQuery().list()) {
            if (SamplePasswords.ALL.stream().anyMatch(password -> opens(password, (UserEntity) user))) {
                throw new ConfigurationException(
                        "server.address",
                        String.valueOf(server.getAddress()),
                        "127.0.0.1 only, because user '%s' has a password of the sample, which everybody can read"
                                .formatted(user.getId()));
            }
        }
    }

    /** Past the login, where a wrong guess would lock the user. */
    private boolean opens(String password, UserEntity user) {
        PasswordManager passwords =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getPasswordManager();
        return user.getPassword() != null
                && passwords.check(EncryptionUtil.saltPassword(password, user.getSalt()), user.getPassword());
    }
}
