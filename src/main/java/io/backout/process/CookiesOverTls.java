package io.backout.process;

import jakarta.servlet.ServletContext;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.WebappProperty;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties.ForwardHeadersStrategy;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** With TLS, here or in a proxy in front, a browser sends the cookies of Tasklist and Cockpit over TLS only. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // the webapps read it when they start
final class CookiesOverTls implements ServletContextInitializer {
    private final ServerProperties server;
    private final CamundaBpmProperties engine;

    CookiesOverTls(ServerProperties server, CamundaBpmProperties engine) {
        this.server = server;
        this.engine = engine;
    }

    @Override
    public void onStartup(ServletContext context) {
        ForwardHeadersStrategy proxy = server.getForwardHeadersStrategy();
        boolean behindProxy = proxy != null && proxy != ForwardHeadersStrategy.NONE;
        if (Ssl.isEnabled(server.getSsl()) || behindProxy) {
            WebappProperty webapps = engine.getWebapp();
            webapps.getSessionCookie().setEnableSecureCookie(true);
            webapps.getCsrf().setEnableSecureCookie(true);
        }
    }
}
